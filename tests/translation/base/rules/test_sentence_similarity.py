"""What a slip of the pen is, and what may turn a meaning."""

import pytest

from cms.translation.base.rules.sentence_similarity import is_nearly_the_same


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Zgłoś się do nas.", "Zgłoś się, do nas."),
        ("zgłoś się do nas", "Zgłoś się do nas"),
        ("Zapisy są otwarte .", "Zapisy są otwarte."),
        ("Zapisy są otwrate.", "Zapisy są otwarte."),
        ("Przynieś zaświadcznie.", "Przynieś zaświadczenie."),
        ("Czynne 8–16.", "Czynne: 8–16"),
        ('Napisz <a id="a1">do nas</a>', 'Napisz <a id="a1">do nas</a>.'),
    ],
)
def test_a_slip_is_nearly_the_same(old: str, new: str) -> None:
    assert is_nearly_the_same(old, new, "pl")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Zapisy są otwarte.", "Zapisy są odwołane."),
        ("Kurs jest płatny.", "Kurs jest bezpłatny."),
        ("Wniosek jest ważny.", "Wniosek jest nieważny."),
        ("Możesz przyjść.", "Nie możesz przyjść."),
        ("Zapłać 100 zł.", "Zapłać 1000 zł."),
        ("Zapłać 10,50 zł.", "Zapłać 1050 zł."),
        ("Zadzwoń do 5 marca.", "Zadzwoń do 5 maja."),
        ("Czynne 8–16.", "Czynne 8–18."),
        ("Czynne 8, 16.", "Czynne 8–16."),
        ("Przyjdź na 8.", "Przyjdź po 8."),
        ('Napisz <a id="a1">do nas</a>.', "Napisz do nas."),
        ("Zostało dziesięć miejsc.", "Zostało dziewięć miejsc."),
        ("Spotkanie o dziesiątej.", "Spotkanie o dziewiątej."),
        ("Wejście od podwórza.", "Wyjście od podwórza."),
        ("Zakaz wjazdu.", "Nakaz wjazdu."),
        ("Odjazd autobusu.", "Dojazd autobusu."),
        ("Dopłata wynosi połowę.", "Opłata wynosi połowę."),
        ("Przyjdź przed zajęciami.", "Przyjdź przez zajęciami."),
        ("Pyta nauczyciel.", "Pyta nauczyciele."),
        ("Prowadzi Hrabowska.", "Prowadzi Hrabowski."),
        ("Kurs jest płatny.", "Kurs jest płatny?"),
        ("Zapisy są otwarte.", "Zapisy są otwrate."),
        ("Dom", "Praca"),
        ("Dom", "Dom"),
        ("?", "!"),
    ],
)
def test_whatever_may_turn_the_meaning_is_not(old: str, new: str) -> None:
    assert not is_nearly_the_same(old, new, "pl")
