"""A small guide in four languages, and how people look for its pages."""

from typing import Any, Final
from urllib.parse import urlencode

from cms.search.domain.catch_up import catch_up
from tests.delivery.api import read
from tests.factories import ContentPageFactory
from tests.factories.bodies import body
from tests.factories.translations import translated

# Subject → language → title and text. Invented for this test; no legal advice.
TEXTS: Final = {
    "bike": {
        "pl": (
            "Rower miejski",
            (
                "Stacje rowerów stoją przy przystankach. Pierwszy kwadrans jest darmowy, "
                "potem płacisz za minutę."
            ),
        ),
        "en": (
            "City bikes",
            (
                "Stations stand next to stops. The first quarter of an hour is free, then "
                "you pay by the minute."
            ),
        ),
        "ru": (
            "Городской велосипед",
            (
                "Станции стоят рядом с остановками. Первые пятнадцать минут бесплатны, "
                "потом вы платите за минуту."
            ),
        ),
        "uk": (
            "Міський велосипед",
            (
                "Станції стоять біля зупинок. Перші п'ятнадцять хвилин безкоштовні, потім "
                "ви платите за хвилину."
            ),
        ),
    },
    "library": {
        "pl": (
            "Zapisz się do biblioteki",
            (
                "Karta biblioteczna jest bezpłatna. Książki po ukraińsku stoją na "
                "pierwszym piętrze, a dla dzieci jest osobna czytelnia."
            ),
        ),
        "en": (
            "Join the library",
            (
                "A library card is free of charge. Books in Ukrainian are on the first "
                "floor, and children have a reading room of their own."
            ),
        ),
        "ru": (
            "Запишитесь в библиотеку",
            (
                "Читательский билет бесплатный. Книги на украинском языке стоят на втором "
                "этаже, для детей есть отдельный зал."
            ),
        ),
        "uk": (
            "Запишіться до бібліотеки",
            (
                "Читацький квиток безкоштовний. Книжки українською стоять на другому "
                "поверсі, для дітей є окрема зала."
            ),
        ),
    },
    "waste": {
        "pl": (
            "Segregacja śmieci",
            (
                "Szkło wrzuca się do zielonego pojemnika, papier do niebieskiego. Za "
                "mieszane odpady opłata jest wyższa."
            ),
        ),
        "en": (
            "Sorting rubbish",
            (
                "Glass goes into the green container, paper into the blue one. Mixed "
                "waste costs more."
            ),
        ),
        "ru": (
            "Сортировка мусора",
            (
                "Стекло выбрасывают в зелёный контейнер, бумагу в синий. За смешанные "
                "отходы плата выше."
            ),
        ),
        "uk": (
            "Сортування сміття",
            ("Скло викидають у зелений контейнер, папір у синій. За змішані відходи плата вища."),
        ),
    },
    "registration": {
        "pl": (
            "Zameldowanie",
            ("Zgłoś swój adres w urzędzie miasta w ciągu trzydziestu dni."),
        ),
        "en": (
            "Registering your address",
            ("Tell the city office where you live within thirty days."),
        ),
        "ru": (
            "Регистрация по месту жительства",
            ("Сообщите свой адрес в управление города."),
        ),
        "uk": (
            "Реєстрація місця проживання",
            ("Повідомте свою адресу в міське управління."),
        ),
    },
}
# Language of the reader, what is typed, subject of the page that has to come first.
QUERIES: Final = [
    ("pl", "rowery miejskie", "bike"),
    ("pl", "rowerem", "bike"),
    ("pl", "biblioteke", "library"),
    ("pl", "ksiazka po ukrainsku", "library"),
    ("pl", "segregacia smieci", "waste"),
    ("pl", "pojemnik na szkło", "waste"),
    ("pl", "велосипед", "bike"),
    ("en", "bicycle bikes", "bike"),
    ("en", "libary card", "library"),
    ("en", "how do I sort rubbish", "waste"),
    ("en", "meldunek", "registration"),
    ("en", "contain", "waste"),
    ("ru", "велосипеды", "bike"),
    ("ru", "biblioteka", "library"),
    ("ru", ",b,kbjntrf", "library"),
    ("ru", "зеленый контейнер", "waste"),
    ("ru", "прописка", "registration"),
    ("ru", "мусар", "waste"),
    ("uk", "велосипеди", "bike"),
    ("uk", "бібліотека", "library"),
    ("uk", "библиотека", "library"),
    ("uk", "biblioteka", "library"),
    ("uk", "смиття", "waste"),
    ("uk", "сортувати сміття", "waste"),
    ("uk", "п’ятнадцять", "bike"),
    ("uk", "meldunek", "registration"),
    ("uk", "реєстрацыя", "registration"),
]


def published_guide() -> dict[int, str]:
    """Publish the guide in four languages and index it; return the subject of each page's id."""
    subjects = {}
    for subject, versions in TEXTS.items():
        title, text = versions["pl"]
        source = ContentPageFactory(title=title, slug=subject, body=paragraph(text), lead="")
        subjects[source.pk] = subject
        for code in ("en", "ru", "uk"):
            title, text = versions[code]
            page = translated(source, code, title=title, slug=subject, body=paragraph(text))
            subjects[page.pk] = subject
    assert catch_up()
    return subjects


def paragraph(text: str) -> Any:
    return body(("rich_text", f"<p>{text}</p>"))


def search(query: str, locale: str = "pl", **more: object) -> Any:
    """Return what the API answers."""
    return read(f"search/?{urlencode({'q': query, 'locale': locale, **more})}")
