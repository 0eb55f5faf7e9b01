"""Numbers by kind, county and period: the same as counting one by one."""

from collections import Counter
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook
from pytest_django.fixtures import DjangoAssertNumQueries

from events.domain import registrations
from events.domain.activity_statistics import by, counted, total
from events.domain.attendance import lines_of, record
from events.enums import Kind
from events.models import Attendance, Group, Registration
from tests.events.organiser_client import at_desk, context, desk
from tests.factories.events import ActivityPageFactory, add_date, open_group, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
COUNTIES = ("3001", "3064", "")


def some_groups(count: int = 6) -> None:
    random = Random(5)
    for index in range(count):
        kind = random.choice(Kind.values)
        group = open_group(
            ActivityPageFactory(kind=kind), capacity=4, county=random.choice(COUNTIES)
        )
        start = datetime(2026, 1 + index, 3, 16, tzinfo=UTC)
        dates = [add_date(group, start + timedelta(days=7 * week)) for week in range(2)]
        signed = [
            sign_up(group, random.randint(1, 3), now=start - timedelta(days=9))
            for _each in range(3)
        ]
        registrations.withdraw(signed[0].pk)
        for one in dates:
            people = [line.participant.pk for line in lines_of(one)]
            record(one.pk, {pk: random.random() < 0.5 for pk in people}, by=None)


def recounted(groups: list[Group]) -> dict[str, int]:
    """Count in the plainest way, a row at a time."""
    found: Counter[str] = Counter()
    for group in groups:
        found["groups"] += 1
        found["capacity"] += group.places.capacity
        found["dates"] += sum(one.state != "cancelled" for one in group.occurrences.all())
        for person in Registration.objects.filter(group=group):
            name = {"confirmed": "coming"}.get(person.state, person.state)
            found[name] += person.size
        rows = [r for r in Attendance.objects.all() if r.occurrence.group_id == group.pk]
        found["visits"] += sum(r.is_present for r in rows)
        found["attended"] += len({r.participant_id for r in rows if r.is_present})
    found.pop("offered", None)
    return {name: value for name, value in found.items() if value}


def told(numbers: object) -> dict[str, int]:
    return {name: value for name, value in asdict(numbers).items() if value}  # type: ignore[call-overload]  # Any dataclass.


def test_they_are_those_of_a_recount() -> None:
    some_groups()
    rows = counted(FIRST, LAST)
    assert told(total(rows)) == recounted(list(Group.objects.all()))
    for county, numbers in by(rows, "county").items():
        assert told(numbers) == recounted(list(Group.objects.filter(county=county)))
    for kind, numbers in by(rows, "kind").items():
        assert told(numbers) == recounted(list(Group.objects.filter(activity__kind=kind)))


def test_a_group_belongs_to_the_day_of_warsaw_on_which_it_begins() -> None:
    begins = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)  # Half past midnight in Warsaw.
    add_date(open_group(), begins)
    assert [row.month for row in counted(FIRST, LAST)] == [date(2026, 1, 1)]
    assert counted(date(2025, 1, 1), date(2025, 12, 31)) == []


def test_what_is_cancelled_does_not_count() -> None:
    group = open_group()
    add_date(group, datetime(2099, 5, 3, 16, tzinfo=UTC))
    registrations.cancel_group(group.pk, by=None)
    assert counted(date(2099, 1, 1), date(2099, 12, 31)) == []


def test_it_takes_four_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    some_groups(3)
    with django_assert_num_queries(4):
        counted(FIRST, LAST)


def test_the_desk_shows_them_and_gives_them_as_a_spreadsheet() -> None:
    some_groups(3)
    chosen = {"first": "2026-01-01", "last": "2026-12-31"}
    shown = context(at_desk(), "numbers", **chosen)
    assert shown["total"].groups == 3
    answer = at_desk().get(desk("numbers"), {**chosen, "format": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    lines = list(sheet.iter_rows(values_only=True))[1:]
    assert sum(line[2] for line in lines if line[0] == "By month") == 3


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    shown = context(at_desk(), "numbers", first="2026-02-01", last="2026-01-01")
    assert shown["form"].errors == {"last": ["The period ends before it begins."]}
