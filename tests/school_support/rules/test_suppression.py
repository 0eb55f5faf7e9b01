"""No hidden number follows from what the public is told, tried with every small table."""

from collections import defaultdict
from itertools import product

import pytest

from school_support.rules.suppression import SMALL, TooFewError, hidden

Told = tuple[int, tuple[int | None, ...]] | None


def told(counts: tuple[int, ...]) -> Told:
    """Return what is published: the total, and what is not hidden; None for nothing."""
    try:
        places = hidden(counts)
    except TooFewError:
        return None
    return sum(counts), tuple(None if i in places else one for i, one in enumerate(counts))


@pytest.mark.parametrize(("lines", "most"), [(1, 12), (2, 12), (3, 10), (4, 7)])
def test_who_knows_the_rule_and_the_total_learns_no_hidden_number(lines: int, most: int) -> None:
    possible: dict[Told, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(most + 1), repeat=lines):
        possible[told(counts)].append(counts)
    assert [
        (published, place)
        for published, tables in possible.items()
        if published is not None
        for place, shown in enumerate(published[1])
        if shown is None and len({counts[place] for counts in tables}) == 1
    ] == []


def test_a_small_number_is_never_shown() -> None:
    tables = (told(counts) for counts in product(range(8), repeat=4))
    shown = {one for table in tables if table for one in table[1] if one is not None}
    assert min(shown) == SMALL


@pytest.mark.parametrize(
    ("counts", "places"),
    [
        ((5, 6, 7), set()),
        ((3, 6, 7), {0, 1}),
        ((3, 6, 6, 7), {0, 1, 2}),
        ((1, 1, 9, 20), {0, 1, 2}),
        ((0, 6, 7), {0, 1}),
        ((3, 4), {0, 1}),
    ],
)
def test_what_is_hidden(counts: tuple[int, ...], places: set[int]) -> None:
    assert hidden(counts) == places


@pytest.mark.parametrize("counts", [(), (0,), (4,), (1, 3), (4, 4), (4, 4, 4)])
def test_nothing_is_published_where_the_total_tells_too_much(counts: tuple[int, ...]) -> None:
    with pytest.raises(TooFewError):
        hidden(counts)
