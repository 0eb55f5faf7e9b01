"""Words of the four languages as the index knows them."""

import pytest

from cms.search.analysis.folding import fold
from cms.search.analysis.keyboards import on_cyrillic_keys, on_latin_keys
from cms.search.analysis.scripts import in_cyrillic, in_latin
from cms.search.analysis.stems import stem
from cms.search.domain.excerpts import excerpt, mark


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("pl", "karta karty kartą kartami"),
        ("pl", "zezwolenie zezwolenia zezwoleniem"),
        ("en", "permit permits permitted"),
        ("ru", "квартира квартиры квартирой квартирами"),
        ("ru", "жильё жилье"),
        ("uk", "дозвіл дозволу дозволом"),
        ("uk", "сім'я сім’я сімʼя"),
        ("uk", "ґанок ганок"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: str) -> None:
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Łódź", "lodz"), ("ŻÓŁĆ", "zolc"), ("Ёж", "еж"), ("Ґанок", "ганок"), ("п’ять", "пять")],
)
def test_letters_that_people_leave_out_do_not_count(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_words_are_written_in_the_other_alphabet() -> None:
    assert in_cyrillic("prava", "uk") == "права"
    assert in_cyrillic("shkola", "ru") == "школа"
    assert in_latin("мельдунек") == "meldunek"


def test_the_same_keys_give_other_letters() -> None:
    assert on_cyrillic_keys("ghbdtn", "ru") == "привет"
    assert on_cyrillic_keys("gjksn", "uk") == "політ"
    assert on_latin_keys("ьудвгтул") == "meldunek"


def test_what_is_marked_is_text_and_not_markup() -> None:
    assert mark("a <b> & c", [(3, 4)]) == "a &lt;<mark>b</mark>&gt; &amp; c"


def test_an_excerpt_does_not_repeat_the_heading() -> None:
    found = {stem("karta", "pl"): 1.0}
    text = "Na początek.\nKarta pobytu\nWydaje ją urząd, a karta jest ważna rok."
    part = excerpt(text, found, "pl", headings={13})
    assert part.html == "… Wydaje ją urząd, a <mark>karta</mark> jest ważna rok."
    assert part.start == 13


def test_an_excerpt_begins_at_the_sentence_that_says_most() -> None:
    text = "Pierwsze zdanie. " * 30 + "Tu stoi karta pobytu. " + "Ostatnie zdanie. " * 30
    found = {stem("karta", "pl"): 1.0, stem("pobyt", "pl"): 1.0}
    html = excerpt(text, found, "pl").html
    assert html.startswith("… Tu stoi <mark>karta</mark> <mark>pobytu</mark>. Ostatnie")
    assert html.endswith(" …")
