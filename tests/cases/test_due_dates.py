"""Until when something is due: Polish working days, over weekends and feasts."""

from datetime import UTC, date, datetime

import pytest

from cms.cases.rules.working_days import after, between, is_working_day
from tests.factories.cases import QUESTION, new_case


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
        (date(2026, 11, 27), 3, date(2026, 12, 2)),  # A weekend.
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # From a Saturday.
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 11, 30), 0, date(2026, 11, 30)),
        (date(2026, 12, 23), 3, date(2026, 12, 30)),  # Christmas Eve is free since 2025.
        (date(2026, 12, 30), 3, date(2027, 1, 5)),  # New Year.
        (date(2027, 1, 5), 1, date(2027, 1, 7)),  # Epiphany.
        (date(2027, 3, 25), 3, date(2027, 3, 31)),  # Easter Monday.
        (date(2027, 4, 30), 1, date(2027, 5, 4)),  # 1 and 3 May.
        (date(2027, 5, 26), 1, date(2027, 5, 28)),  # Corpus Christi.
        (date(2026, 12, 1), 20, date(2026, 12, 31)),
    ],
)
def test_so_many_working_days_later(day: date, count: int, due: date) -> None:
    assert after(day, count) == due
    assert is_working_day(due)
    assert between(day, due) == count or count == 0


def test_days_between_are_counted_back() -> None:
    assert between(date(2026, 12, 23), date(2026, 12, 23)) == 0
    assert between(date(2026, 12, 24), date(2026, 12, 27)) == 0
    assert between(date(2027, 3, 26), date(2027, 3, 30)) == 1


@pytest.mark.django_db
def test_a_new_case_is_due_by_the_days_of_its_kind_and_warsaws_clock() -> None:
    late = datetime(2026, 12, 22, 23, 30, tzinfo=UTC)  # Already the 23rd in Warsaw.
    assert new_case(now=late).due_on == date(2026, 12, 30)
    assert new_case(QUESTION, now=late.replace(hour=12)).due_on == date(2026, 12, 29)
