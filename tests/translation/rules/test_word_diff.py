"""What changed, word by word: the pieces always make up both texts again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.translation.rules.word_diff import Piece, word_diff

TEXTS = st.text(alphabet="ab .,-’<>/\nął", max_size=24)


def without(kind: str, pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != kind)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Dom", "Dom", [Piece("same", "Dom")]),
        ("", "Dom", [Piece("added", "Dom")]),
        ("Dom", "", [Piece("removed", "Dom")]),
        ("", "", []),
        (
            "Koszt 5 zł.",
            "Koszt 10 zł.",
            [
                Piece("same", "Koszt "),
                Piece("removed", "5"),
                Piece("added", "10"),
                Piece("same", " zł."),
            ],
        ),
        (
            "Zadzwoń do nas dziś.",
            "Zadzwoń do nich jutro.",
            [
                Piece("same", "Zadzwoń do "),
                Piece("removed", "nas dziś"),
                Piece("added", "nich jutro"),
                Piece("same", "."),
            ],
        ),
        (
            '<a id="a1">Napisz</a>',
            '<a id="a1">Zadzwoń</a>',
            [
                Piece("same", '<a id="a1">'),
                Piece("removed", "Napisz"),
                Piece("added", "Zadzwoń"),
                Piece("same", "</a>"),
            ],
        ),
    ],
)
def test_words_are_compared_not_letters(old: str, new: str, expected: list[Piece]) -> None:
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
