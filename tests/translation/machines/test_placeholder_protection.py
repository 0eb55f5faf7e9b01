"""What is sent, and which answers are used."""

import pytest

from cms.translation.base.rules.terms import lemmas
from cms.translation.machines.enums import Problem
from cms.translation.machines.rules.placeholder_protection import (
    KnownTerm,
    UnusableError,
    answer,
    needs_no_machine,
    question,
)

CARD = KnownTerm(lemmas("karta pobytu", "pl"), "residence card")
STAY = KnownTerm(lemmas("pobyt", "pl"), "stay")


def kept(number: int, form: str) -> str:
    return f'<span id="t{number}" translate="no">{form}</span>'


def test_inflected_terms_are_replaced_by_their_approved_form() -> None:
    asked = question("Wniosek o <b>kartę pobytu</b> na pobyt.", "pl", [STAY, CARD])
    assert asked.sent == (f"Wniosek o <b>{kept(0, 'residence card')}</b> na {kept(1, 'stay')}.")
    assert asked.kept == ("residence card", "stay")


def test_a_term_across_a_tag_is_left_to_the_machine() -> None:
    assert question("karta <b>pobytu</b>", "pl", [CARD]).kept == ()


def test_attributes_are_no_words() -> None:
    source = '<a id="pobyt">Dom</a>'
    assert question(source, "pl", [STAY]).sent == source


def test_characters_are_those_outside_of_markup() -> None:
    asked = question('<a id="a1">Dom</a> &amp; pobyt', "pl", [STAY])
    assert asked.characters == len("Dom & stay")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("+48 000 000 000", True),
        ("biuro@example.org", True),
        ("https://example.org/pl", True),
        ("<b>12</b>&nbsp;–&nbsp;14", True),
        ("Pokój 12", False),
        ("Zadzwoń: biuro@example.org", False),
    ],
)
def test_numbers_and_addresses_need_no_machine(source: str, expected: bool) -> None:
    assert needs_no_machine(source) is expected


def test_the_answer_has_the_terms_and_the_links() -> None:
    asked = question('<a id="a1">Karta pobytu</a> i dom', "pl", [CARD])
    text = f' The <a id="a1">{kept(0, "RESIDENCE CARD")}</a> &amp; a home '
    assert answer(asked, text) == 'The <a id="a1">residence card</a> &amp; a home'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", Problem.EMPTY),
        ("<b></b>", Problem.EMPTY),
        ("The card", Problem.TERM),
        (kept(0, "a") + kept(0, "a"), Problem.TERM),
        (kept(1, "a"), Problem.TERM),
        (kept(0, "a"), Problem.MARKUP),
        (f"<b>{kept(0, 'a')}</b><b>more</b>", Problem.MARKUP),
        (f"<b onclick='x'>{kept(0, 'a')}</b>", Problem.MARKUP),
        (f"<b>{kept(0, 'a')}</b><script>1</script>", Problem.MARKUP),
    ],
)
def test_an_answer_that_lost_something_is_not_used(text: str, problem: Problem) -> None:
    asked = question("<b>Karta pobytu</b>", "pl", [CARD])
    with pytest.raises(UnusableError) as raised:
        answer(asked, text)
    assert raised.value.problem == problem
