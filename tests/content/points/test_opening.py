"""When a point is open, as its visitors' clocks show it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.content.points.enums import Reason, State
from cms.content.points.rules.opening import HORIZON, opening_state
from cms.content.points.rules.schedule import Period, Schedule, SpecialDays, public_holidays
from cms.content.points.rules.spans import Fault, Span, faults
from cms.content.points.rules.warsaw_time import moment
from cms.core.time_zone import WARSAW


def span(opens: str, closes: str) -> Span:
    return Span(time.fromisoformat(opens), time.fromisoformat(closes))


def warsaw(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


OFFICE = span("08:00", "16:00")
WEEKDAYS = dict.fromkeys(range(1, 6), (OFFICE,))
ALWAYS = {weekday: (span("00:00", "00:00"),) for weekday in range(1, 8)}
EVERY_DAY = Schedule(ALWAYS, closed_on_public_holidays=False)
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def only(day: date, *spans: Span) -> Schedule:
    return Schedule({}, (SpecialDays(Period(day, day), spans),))


def times(schedule: Schedule, now: str) -> tuple[str, str | None, str | None]:
    """Return state, end and next opening as Warsaw's clocks show them."""
    found = opening_state(schedule, warsaw(now))
    until, following = (
        value and value.astimezone(WARSAW).strftime("%m-%d %H:%M%z")
        for value in (found.until, found.next)
    )
    return found.state, until, following


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24 07:59", ("closed", None, "11-24 08:00+0100")),
        ("2026-11-24 08:00", ("open", "11-24 16:00+0100", "11-25 08:00+0100")),
        ("2026-11-24 15:59:59", ("open", "11-24 16:00+0100", "11-25 08:00+0100")),
        ("2026-11-24 16:00", ("closed", None, "11-25 08:00+0100")),
        ("2026-11-27 16:00", ("closed", None, "11-30 08:00+0100")),
    ],
)
def test_an_office_week(now: str, expected: tuple[str, str | None, str | None]) -> None:
    assert times(Schedule(WEEKDAYS), now) == expected


def test_a_break_at_noon_is_two_spans() -> None:
    schedule = Schedule({2: (span("13:00", "16:00"), span("08:00", "12:00"))})
    assert times(schedule, "2026-11-24 09:00")[1:] == ("11-24 12:00+0100", "11-24 13:00+0100")
    assert times(schedule, "2026-11-24 12:30")[0] == "closed"


def test_independence_day_is_a_day_off() -> None:
    found = opening_state(Schedule(WEEKDAYS), warsaw("2026-11-11 10:00"))
    assert (found.state, found.reason, found.week[0].spans) == (State.CLOSED, Reason.HOLIDAY, ())
    assert found.next == warsaw("2026-11-12 08:00")


def test_christmas_eve_is_a_day_off_since_2025() -> None:
    assert [date(year, 12, 24) in public_holidays(year) for year in (2024, 2025, 2026)] == [
        False,
        True,
        True,
    ]


def test_a_point_may_work_on_holidays() -> None:
    schedule = Schedule(WEEKDAYS, closed_on_public_holidays=False)
    assert times(schedule, "2026-11-11 10:00")[0] == "open"


def test_an_exception_opens_on_a_holiday_and_closes_on_a_working_day() -> None:
    holiday, working = date(2026, 11, 11), date(2026, 11, 12)
    schedule = Schedule(
        WEEKDAYS,
        (
            SpecialDays(Period(holiday, holiday), (span("10:00", "12:00"),)),
            SpecialDays(Period(working, working)),
        ),
    )
    found = opening_state(schedule, warsaw("2026-11-11 11:00"))
    assert [(day.spans, day.reason) for day in found.week[:3]] == [
        ((span("10:00", "12:00"),), Reason.EXCEPTION),
        ((), Reason.EXCEPTION),
        ((OFFICE,), None),
    ]
    assert (found.state, found.until) == (State.OPEN, warsaw("2026-11-11 12:00"))
    assert found.next == warsaw("2026-11-13 08:00")


def test_a_closure_goes_before_everything_and_both_its_days_belong_to_it() -> None:
    first, last = date(2026, 11, 24), date(2026, 11, 25)
    exception = SpecialDays(Period(first, first), (OFFICE,))
    schedule = Schedule(WEEKDAYS, (exception,), closure=Period(first, last))
    states = [times(schedule, f"2026-11-{day} 10:00") for day in (23, 24, 25, 26)]
    assert [state for state, *_rest in states] == ["open", "closed_down", "closed_down", "open"]
    assert states[0] == ("open", "11-23 16:00+0100", "11-26 08:00+0100")


def test_a_closure_for_good_leaves_no_next_opening() -> None:
    schedule = Schedule(WEEKDAYS, closure=Period(date(2026, 11, 1), None))
    found = opening_state(schedule, warsaw("2026-11-24 10:00"))
    assert (found.state, found.next, found.reason) == (State.CLOSED_DOWN, None, Reason.CLOSURE)


def test_next_opening_is_looked_for_two_weeks_ahead() -> None:
    found = [
        opening_state(only(date(2026, 12, day), OFFICE), warsaw("2026-11-24 10:00")).next
        for day in (8, 9)
    ]
    assert found == [warsaw("2026-12-08 08:00"), None]


@pytest.mark.parametrize(
    ("opens", "closes", "hours"),
    [("01:00", "04:00", 2), ("02:30", "04:00", 1), ("02:10", "02:50", 0), ("00:00", "00:00", 23)],
)
def test_the_night_when_the_clock_goes_forward(opens: str, closes: str, hours: int) -> None:
    schedule = only(SPRING, span(opens, closes))
    found = opening_state(schedule, warsaw("2027-03-27 12:00"))
    if not hours:
        assert found.next is None
        return
    assert found.next is not None
    until = opening_state(schedule, found.next).until
    assert until is not None
    assert until - found.next == timedelta(hours=hours)


def test_a_time_that_the_clock_skips_is_the_moment_of_the_change() -> None:
    assert moment(SPRING, time(2, 30)) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert moment(SPRING, time(3, 0)) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("opens", "closes", "hours"),
    [("01:00", "04:00", 4), ("00:00", "00:00", 25), ("02:00", "02:30", 0.5), ("01:00", "03:00", 3)],
)
def test_the_night_when_the_clock_goes_back(opens: str, closes: str, hours: float) -> None:
    schedule = only(AUTUMN, span(opens, closes))
    start = opening_state(schedule, warsaw("2027-10-30 12:00")).next
    assert start is not None
    until = opening_state(schedule, start).until
    assert until is not None
    assert until - start == timedelta(hours=hours)


def test_office_hours_keep_their_times_on_both_sides_of_a_change() -> None:
    schedule = Schedule(dict.fromkeys(range(1, 8), (OFFICE,)), closed_on_public_holidays=False)
    assert times(schedule, "2027-03-27 20:00")[2] == "03-28 08:00+0200"
    assert times(schedule, "2027-10-30 20:00")[2] == "10-31 08:00+0100"


def test_a_night_over_midnight_has_one_end() -> None:
    schedule = Schedule({5: (span("22:00", "00:00"),), 6: (span("00:00", "02:00"),)})
    assert times(schedule, "2026-11-27 23:00")[:2] == ("open", "11-28 02:00+0100")


def test_a_point_that_never_closes_has_no_end_and_no_next_opening() -> None:
    found = opening_state(EVERY_DAY, warsaw("2027-03-28 02:00"))
    assert (found.state, found.until, found.next) == (State.OPEN, None, None)


def test_without_hours_it_is_closed() -> None:
    found = opening_state(Schedule(), warsaw("2026-11-24 10:00"))
    assert (found.state, found.until, found.next) == (State.CLOSED, None, None)


def test_the_week_begins_today_in_warsaw() -> None:
    found = opening_state(Schedule(WEEKDAYS), datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    assert [day.date for day in found.week] == [date(2026, 11, day) for day in range(24, 31)]


@pytest.mark.parametrize(
    ("now", "change"),
    [
        ("2026-11-24 07:00", "2026-11-24 08:00"),
        ("2026-11-24 08:00", "2026-11-24 16:00"),
        ("2026-11-24 16:00", "2026-11-25 00:00"),
        ("2027-03-28 01:00", "2027-03-29 00:00"),
    ],
)
def test_next_change_is_the_next_edge_or_midnight(now: str, change: str) -> None:
    assert opening_state(Schedule(WEEKDAYS), warsaw(now)).next_change == warsaw(change)


def test_reversed_and_overlapping_spans_are_found() -> None:
    spans = [span("12:00", "16:00"), span("08:00", "12:30"), span("20:00", "18:00")]
    assert sorted(faults(spans), key=str) == [(0, Fault.OVERLAPS), (2, Fault.REVERSED)]
    assert list(faults([span("08:00", "12:00"), span("12:00", "00:00")])) == []
    assert list(faults([span("18:00", "00:00"), span("20:00", "21:00")])) == [(1, Fault.OVERLAPS)]


minutes = st.integers(0, 24 * 60 - 1).map(lambda value: time(value // 60, value % 60))
spans_of_a_day = st.lists(st.builds(Span, minutes, minutes), max_size=3).map(tuple)
days = st.dates(date(2026, 10, 20), date(2027, 11, 10))
schedules = st.builds(
    Schedule,
    weekly=st.dictionaries(st.integers(1, 7), spans_of_a_day),
    exceptions=st.lists(
        st.builds(SpecialDays, st.builds(Period, days, st.none()), spans_of_a_day), max_size=1
    ).map(tuple),
    closed_on_public_holidays=st.booleans(),
    closure=st.none() | st.builds(Period, days, days),
)
moments = st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001  Bounds are naive by the strategy's contract.


@given(schedules, moments)
def test_what_is_said_holds_until_the_next_change_and_no_longer(
    schedule: Schedule, now: datetime
) -> None:
    found = opening_state(schedule, now)
    assert now < found.next_change <= now + timedelta(hours=25)
    assert opening_state(schedule, found.next_change - timedelta(microseconds=1)) == found
    later = opening_state(schedule, found.next_change)
    assert later != found


@given(schedules, moments)
def test_moments_agree_with_the_state(schedule: Schedule, now: datetime) -> None:
    found = opening_state(schedule, now)
    if found.until is not None:
        assert found.state == State.OPEN
        assert opening_state(schedule, found.until).state != State.OPEN
    if found.next is not None:
        assert now < found.next <= now + timedelta(days=HORIZON + 1, hours=1)
        assert opening_state(schedule, found.next).state == State.OPEN
