"""How long an offered place is held."""

from datetime import UTC, datetime, timedelta

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


def test_without_a_date_it_is_two_days() -> None:
    assert offer_deadline(NOW, None) == NOW + timedelta(days=2)


@given(st.integers(-100, 60 * 24 * 30))
def test_it_never_passes_the_beginning_and_never_lies_in_the_past(minutes: int) -> None:
    start = NOW + timedelta(minutes=minutes)
    deadline = offer_deadline(NOW, start)
    assert NOW <= deadline <= max(start, NOW)
