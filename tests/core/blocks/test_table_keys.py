"""Rows and columns stay who they are, whatever is inserted, deleted, moved or corrected."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.core.blocks.table import place_of
from cms.core.blocks.table_keys import COLUMNS, ROWS, keys_of, with_keys

BEFORE: dict[str, Any] = {"data": [["Dzień", "Godziny"], ["środa", "8–16"], ["piątek", "9–17"]]}


def rows_of(*data: list[str], before: dict[str, Any] | None = None) -> list[str]:
    """Return the keys of the rows, “new” for what was not there before."""
    known = keys_of(before or BEFORE)[0]
    found = keys_of(with_keys({"data": list(data)}, before or BEFORE))[0]
    return [key if key in known else "new" for key in found]


def test_a_table_without_keys_is_known_by_its_numbers() -> None:
    assert keys_of(BEFORE) == (["0", "1", "2"], ["0", "1"])


@pytest.mark.parametrize("keys", [["a"], ["a", "a", "b"], "abc", None])
def test_keys_that_do_not_fit_do_not_count(keys: Any) -> None:
    assert keys_of({**BEFORE, ROWS: keys})[0] == ["0", "1", "2"]


def test_a_row_inserted_at_the_top_makes_no_other_new() -> None:
    data = BEFORE["data"]
    assert rows_of(["Zajęcia", ""], *data) == ["new", "0", "1", "2"]


def test_a_deleted_row_gives_its_key_to_nobody() -> None:
    data = BEFORE["data"]
    assert rows_of(data[0], data[2]) == ["0", "2"]
    smaller = with_keys({"data": [data[0], data[2]]}, BEFORE)
    assert rows_of(*data, before=smaller) == ["0", "new", "2"]


def test_a_corrected_row_and_one_inserted_before_it() -> None:
    found = rows_of(["Dzień", "Godziny"], ["wtorek", "7–15"], ["środa", "8–18"], ["piątek", "9–17"])
    assert found == ["0", "new", "1", "2"]


def test_a_moved_row_keeps_its_key() -> None:
    data = BEFORE["data"]
    assert rows_of(data[0], data[2], data[1]) == ["0", "2", "1"]


def test_a_column_inserted_at_the_left_makes_no_other_new() -> None:
    after = with_keys({"data": [["", *row] for row in BEFORE["data"]]}, BEFORE)
    assert (keys_of(after)[0], keys_of(after)[1][1:]) == (["0", "1", "2"], ["0", "1"])
    assert keys_of(after)[1][0] not in {"0", "1"}


def test_a_row_and_a_column_at_once() -> None:
    after = with_keys({"data": [["x", "y", "z"], *([*row, ""] for row in BEFORE["data"])]}, BEFORE)
    assert (keys_of(after)[0][1:], keys_of(after)[1][:2]) == (["0", "1", "2"], ["0", "1"])


def test_a_place_is_found_by_its_keys() -> None:
    after = with_keys({"data": [["Zajęcia", ""], *BEFORE["data"]]}, BEFORE)
    assert [place_of(after, path) for path in ("1-0", "2-1", "9-9", "1", "")] == [
        (2, 0),
        (3, 1),
        None,
        None,
        None,
    ]


CELLS = st.sampled_from(["", "a", "b", "c"])
GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=5)
)


@given(before=GRIDS, after=GRIDS)
@settings(deadline=None, max_examples=60, derandomize=True, database=None)
def test_keys_are_as_many_as_lines_and_no_two_are_the_same(
    before: list[list[str]], after: list[list[str]]
) -> None:
    value = with_keys({"data": after}, {"data": before})
    if before:
        assert (len(value[ROWS]), len(value[COLUMNS])) == (
            len(after),
            len(after[0]) if after else 0,
        )
        assert len(set(value[ROWS])) == len(value[ROWS])
        assert len(set(value[COLUMNS])) == len(value[COLUMNS])


@given(grid=GRIDS)
@settings(deadline=None, max_examples=30, derandomize=True, database=None)
def test_saving_a_table_as_it_is_changes_no_key(grid: list[list[str]]) -> None:
    value = {"data": grid}
    assert keys_of(with_keys(value, value)) == keys_of(value)
