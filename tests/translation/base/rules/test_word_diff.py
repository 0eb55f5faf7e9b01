"""What changed, word by word: the pieces always make up both texts again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.translation.base.rules.word_diff import DiffToken, word_diff

TEXTS = st.text(alphabet="ab .,-’<>/\nął", max_size=24)


def without(kind: str, pieces: list[DiffToken]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != kind)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Dom", "Dom", [DiffToken("same", "Dom")]),
        ("", "Dom", [DiffToken("added", "Dom")]),
        ("Dom", "", [DiffToken("removed", "Dom")]),
        ("", "", []),
        (
            "Koszt 5 zł.",
            "Koszt 10 zł.",
            [
                DiffToken("same", "Koszt "),
                DiffToken("removed", "5"),
                DiffToken("added", "10"),
                DiffToken("same", " zł."),
            ],
        ),
        (
            "Zadzwoń do nas dziś.",
            "Zadzwoń do nich jutro.",
            [
                DiffToken("same", "Zadzwoń do "),
                DiffToken("removed", "nas dziś"),
                DiffToken("added", "nich jutro"),
                DiffToken("same", "."),
            ],
        ),
        (
            '<a id="a1">Napisz</a>',
            '<a id="a1">Zadzwoń</a>',
            [
                DiffToken("same", '<a id="a1">'),
                DiffToken("removed", "Napisz"),
                DiffToken("added", "Zadzwoń"),
                DiffToken("same", "</a>"),
            ],
        ),
    ],
)
def test_words_are_compared_not_letters(old: str, new: str, expected: list[DiffToken]) -> None:
    assert word_diff(old, new) == expected


@given(TEXTS, TEXTS)
def test_nothing_is_lost(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert (without("added", pieces), without("removed", pieces)) == (old, new)


@given(TEXTS, TEXTS)
def test_neighbours_differ(old: str, new: str) -> None:
    kinds = [piece.kind for piece in word_diff(old, new)]
    assert [pair for pair in pairwise(kinds) if pair[0] == pair[1]] == []


def test_a_text_without_an_end_is_one_change_between_what_is_the_same() -> None:
    old, new = "Dom " + "a b " * 2_000 + "koniec", "Dom " + "b c " * 2_000 + "koniec"
    kinds = [piece.kind for piece in word_diff(old, new)]
    assert kinds == ["same", "removed", "added", "same"]
    assert without("removed", word_diff(old, new)) == new
    assert without("added", word_diff(old, new)) == old
