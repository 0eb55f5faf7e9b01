"""Recurrence rules as organisers choose them."""

from datetime import date, time

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from events.domain.series import described
from events.enums import Repeat
from events.models import Series
from events.rules.recurrence_choices import RecurrenceChoice, as_rule, from_rule

SATURDAY = date(2026, 12, 12)  # The second one of its month.
FIFTH = date(2026, 12, 29)  # A Tuesday, the fifth and last one.


@pytest.mark.parametrize(
    ("choice", "first_day", "rule"),
    [
        (RecurrenceChoice(repeat=Repeat.ONCE, count=3), SATURDAY, ""),
        (RecurrenceChoice(repeat=Repeat.DAILY, count=5), SATURDAY, "FREQ=DAILY;COUNT=5"),
        (RecurrenceChoice(repeat=Repeat.WEEKLY, count=3), SATURDAY, "FREQ=WEEKLY;BYDAY=SA;COUNT=3"),
        (
            RecurrenceChoice(repeat=Repeat.WEEKLY, interval=2, weekdays=(2, 0), until=FIFTH),
            SATURDAY,
            "FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2;UNTIL=20261229T235959",
        ),
        (RecurrenceChoice(repeat=Repeat.MONTH_WEEKDAY), SATURDAY, "FREQ=MONTHLY;BYDAY=2SA"),
        (RecurrenceChoice(repeat=Repeat.MONTH_WEEKDAY), FIFTH, "FREQ=MONTHLY;BYDAY=-1TU"),
        (
            RecurrenceChoice(repeat=Repeat.MONTH_DAY, count=2),
            FIFTH,
            "FREQ=MONTHLY;BYMONTHDAY=29;COUNT=2",
        ),
    ],
)
def test_a_choice_becomes_a_rule(choice: RecurrenceChoice, first_day: date, rule: str) -> None:
    assert as_rule(choice, first_day) == rule


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY",
        "FREQ=WEEKLY;BYDAY=SA;BYHOUR=3",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=SA",
        "FREQ=MONTHLY;BYDAY=3SA",
        "FREQ=DAILY;COUNT=many",
        "nonsense",
    ],
)
def test_a_rule_that_says_more_is_not_taken_for_a_choice(rule: str) -> None:
    assert from_rule(rule, SATURDAY) is None


def test_the_same_rule_written_otherwise_is_the_same_choice() -> None:
    written = "BYDAY=WE,MO;FREQ=WEEKLY;WKST=MO;INTERVAL=1;UNTIL=20261229T225959Z"
    expected = RecurrenceChoice(repeat=Repeat.WEEKLY, weekdays=(2, 0), until=FIFTH)
    assert from_rule(written, SATURDAY) == expected


@given(
    st.sampled_from(Repeat),
    st.integers(1, 52),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 400)),
)
def test_every_choice_comes_back_from_its_rule(
    repeat: Repeat, interval: int, first_day: date, end: date | int | None
) -> None:
    choice = RecurrenceChoice(
        repeat=repeat,
        interval=interval,
        weekdays=(first_day.weekday(),) if repeat == Repeat.WEEKLY else (),
        until=end if isinstance(end, date) else None,
        count=end if isinstance(end, int) else None,
    )
    expected = RecurrenceChoice(repeat=repeat) if repeat == Repeat.ONCE else choice
    assert from_rule(as_rule(choice, first_day), first_day) == expected


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", "Sat 12 December 2026, 22:30–00:30"),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=16",
            "every week: Monday, Wednesday, 22:30–00:30; from Sat 12 December 2026; 16 dates",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=12;INTERVAL=2;COUNT=2",
            "every 2 months: on day 12, 22:30–00:30; from Sat 12 December 2026; 2 dates",
        ),
        (
            "FREQ=DAILY;UNTIL=20261215T235959",
            "every day, 22:30–00:30; from Sat 12 December 2026; until Tue 15 December 2026",
        ),
        ("FREQ=YEARLY", "22:30–00:30, from Sat 12 December 2026, by the rule FREQ=YEARLY"),
    ],
)
def test_a_series_is_said_in_words(rule: str, words: str) -> None:
    series = Series(day=SATURDAY, starts=time(22, 30), minutes=120, rule=rule)
    with override("en"):
        assert described(series) == words
