"""Anchors of the glossary: ASCII, and each only once."""

import pytest

from cms.content.handbook.rules.anchors import MAX_LENGTH, anchor_of, free


@pytest.mark.parametrize(
    ("term", "anchor"),
    [
        ("karta pobytu", "term-karta-pobytu"),
        ("Świadczenie „800+”", "term-swiadczenie-800"),
        ("посвідка", "term-posvidka"),
        ("„”", "term-term"),
    ],
)
def test_an_anchor_is_ascii(term: str, anchor: str) -> None:
    assert anchor_of(term) == anchor


def test_a_number_still_fits_behind_a_long_anchor() -> None:
    anchor = free(anchor_of("x" * 200), {anchor_of("x" * 200)})
    assert (anchor, len(anchor) <= MAX_LENGTH) == (f"term-{'x' * 70}-2", True)


@pytest.mark.parametrize(
    ("taken", "anchor"),
    [(set(), "term-a"), ({"term-b"}, "term-a"), ({"term-a", "term-a-2"}, "term-a-3")],
)
def test_a_taken_anchor_gets_a_number(taken: set[str], anchor: str) -> None:
    assert free("term-a", taken) == anchor
