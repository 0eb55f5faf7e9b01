"""What looks like a child's personal data is told of; names of schools and towns are not."""

import pytest

from cms.cases.rules.personal_data_detection import findings, is_pesel

FOUND = [
    ("PESEL ucznia: 44051401359", "pesel", "44051401359"),
    ("numer 02 07 08 03 628.", "pesel", "02 07 08 03 628"),
    ("proszę o kontakt: 512 345 678", "phone", "512 345 678"),
    ("тел. +380 50 123 45 67", "phone", "+380 50 123 45 67"),
    ("mama: olena.k@example.org", "email", "olena.k@example.org"),
    ("Uczennica Anna Kowalska nie mówi po polsku.", "name", "Anna Kowalska"),
    ("Potrzebna pomoc dla Jana Nowaka z 3b.", "name", "Jana Nowaka"),
    ("wspieramy Aleksandrę Wiśniewską-Król", "name", "Aleksandrę Wiśniewską-Król"),
    ("Rozmawiałam z Oleksandrem Szewczenką", "name", "Oleksandrem Szewczenką"),
    ("Учениця Олена Шевченко у 5 класі", "name", "Олена Шевченко"),
    ("потрібна допомога Софії Коваленко", "name", "Софії Коваленко"),
    ("Ученик Дмитрий Иванов переехал", "name", "Дмитрий Иванов"),
    ("The pupil Maria Lopez arrived", "name", "Maria Lopez"),
    ("Nguyen Van An", "name", "Nguyen Van"),
]
HARMLESS = [
    "Szkoła Podstawowa im. Adama Mickiewicza w Gnieźnie",
    "Szkoła Podstawowa nr 3 im. Marii Skłodowskiej-Curie",
    "Zespół Szkół imienia Jana Pawła II",
    "ul. Henryka Sienkiewicza 5, 61-001 Poznań",
    "Ostrów Wielkopolski, Nowy Tomyśl, Środa Wielkopolska",
    "Uczniowie z Ukrainy i Białorusi. Potrzebny Język Polski od podstaw.",
    "W klasie 3b jest 12 uczniów, w 4a 15 uczniów; rok szkolny 2026/2027",
    "Termin 12.03.2026-15.03.2026, godz. 10:00-14:00, sala 112",
    "RSPO 123456, kod 60-101, rachunek nie dotyczy",
    "numer 44051401358",
    "Ліцей імені Тараса Шевченка, вул. Івана Франка 12",
    "Школа им. Александра Пушкина",
    "Польська мова. Потрібна допомога після уроків.",
    "Pola Mokotowskie, Kingdom United, Laureat Konkursu, Beat Box",
    "Our School Needs Help With Polish. May April be possible?",
    "Maria ma 9 lat",
    "",
]


@pytest.mark.parametrize(("text", "kind", "excerpt"), FOUND, ids=[text for text, *_ in FOUND])
def test_it_is_found(text: str, kind: str, excerpt: str) -> None:
    assert [(one.kind, one.excerpt) for one in findings(text)] == [(kind, excerpt)]


@pytest.mark.parametrize("text", HARMLESS)
def test_it_is_harmless(text: str) -> None:
    assert findings(text) == []


def test_each_is_told_once_and_all_are() -> None:
    text = "Jan Nowak, Jan Nowak, 44051401359, a@example.org, tel. 600 700 800"
    assert [one.kind for one in findings(text)] == ["pesel", "email", "phone", "name"]


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [
        ("44051401359", True),
        ("02070803628", True),
        ("44051401358", False),  # The check digit.
        ("44131401356", False),  # The month.
        ("4405140135", False),
        ("٤٤٠٥١٤٠١٣٥٩", False),
    ],
)
def test_pesel(digits: str, is_one: bool) -> None:
    assert is_pesel(digits) is is_one


def test_long_and_hostile_texts_are_looked_through_in_no_time() -> None:
    for part in ("1 ", "a@", "a", "a.", "Anna ", "(", "1-"):
        assert len(findings(part * 20_000)) <= 1
