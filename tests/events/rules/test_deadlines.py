"""How long an offered place is held."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.rules.deadlines import offer_deadline

NOW = datetime(2027, 3, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours_left", "hours_held"),
    [(240, 48), (97, 48), (96, 48), (48, 24), (10, 5), (2, 1), (1.5, 1), (0.5, 0.5), (0, 0)],
)
def test_it_is_shorter_near_the_next_date(hours_left: float, hours_held: float) -> None:
    deadline = offer_deadline(NOW, NOW + timedelta(hours=hours_left))
    assert deadline == NOW + timedelta(hours=hours_held)


@pytest.mark.parametrize(
    ("hour", "days_left", "ends"),
    [
        (3, None, (2, 9)),  # 48 hours later it would be 4 o'clock in Warsaw.
        (22, None, (3, 9)),
        (21, 10, (2, 21)),  # Exactly nine in the evening is no night.
        (18, 0.6, (0, 21)),  # The date is in the morning: answered on the evening before.
        (23, 0.3, (1, 2)),  # Neither fits: a date early in the morning, offered at night.
    ],
)
def test_nothing_ends_at_night(hour: int, days_left: float | None, ends: tuple[int, int]) -> None:
    now = datetime(2027, 1, 10, hour - 1, tzinfo=UTC)  # Warsaw's clocks are an hour ahead.
    start = None if days_left is None else now + timedelta(days=days_left)
    local = offer_deadline(now, start).astimezone(ZoneInfo("Europe/Warsaw"))
    assert ((local.date() - date(2027, 1, 10)).days, local.hour) == ends


def test_without_a_date_it_is_two_days() -> None:
    assert offer_deadline(NOW, None) == NOW + timedelta(days=2)


@given(st.integers(-100, 60 * 24 * 30))
def test_it_never_passes_the_beginning_and_never_lies_in_the_past(minutes: int) -> None:
    start = NOW + timedelta(minutes=minutes)
    deadline = offer_deadline(NOW, start)
    assert NOW <= deadline <= max(start, NOW)
