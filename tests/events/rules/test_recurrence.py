"""Ends by the clock on the wall, also where the clocks change, and days that can be meant."""

from datetime import UTC, date, datetime

import pytest

from cms.core.time_zone import WARSAW
from events.rules.recurrence import end_of, is_plannable, last_day_of, minutes_between

HOUR = 60


def wall(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=WARSAW).astimezone(UTC)  # type: ignore[arg-type,misc]  # Year to minute.


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((2027, 3, 26, 16, 0), (2027, 3, 28, 14, 0)),
        ((2027, 10, 29, 16, 0), (2027, 10, 31, 14, 0)),
        ((2027, 3, 27, 22, 0), (2027, 3, 28, 6, 0)),
        ((2027, 7, 1, 9, 0), (2027, 7, 11, 15, 0)),
    ],
)
def test_an_end_is_what_the_clocks_show_also_across_a_change(
    start: tuple[int, ...], end: tuple[int, ...]
) -> None:
    begins, ends = wall(*start), wall(*end)
    walls = [datetime(*numbers, tzinfo=UTC) for numbers in (start, end)]  # type: ignore[arg-type,misc]  # Year to minute.
    minutes = int((walls[1] - walls[0]).total_seconds() / HOUR)
    assert end_of(begins, minutes) == ends
    assert minutes_between(begins, ends) == minutes


def test_an_hour_that_the_clocks_jump_over_still_lasts() -> None:
    jumped = datetime(2027, 3, 28, 2, 30, tzinfo=WARSAW).astimezone(UTC)
    assert end_of(jumped, 15) > jumped
    # 02:30 as it is shown the second time, to 02:15: by the wall it ends before it begins.
    again = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert end_of(again, 15) > again


def test_what_ends_at_midnight_is_over_the_day_before() -> None:
    assert last_day_of(wall(2027, 3, 29, 0, 0)) == date(2027, 3, 28)
    assert last_day_of(wall(2027, 3, 29, 0, 1)) == date(2027, 3, 29)


@pytest.mark.parametrize(
    ("year", "can_be"), [(2026, True), (2036, True), (2037, False), (2206, False), (9999, False)]
)
def test_a_year_of_another_age_is_a_slip(year: int, can_be: bool) -> None:
    assert is_plannable(date(year, 12, 31), date(2026, 11, 29)) is can_be
