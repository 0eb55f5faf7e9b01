"""Numbers of requests are those of counting one by one, and files hold the same."""

import csv
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django.fixtures import DjangoAssertNumQueries

from cms.cases.enums import CaseState
from cms.cases.models import Case
from cms.core import locales
from cms.users import roles
from school_support.domain.request_statistics import (
    Numbers,
    by,
    counted,
    middle,
    ninth_tenth,
    total,
)
from school_support.models import PublishedNumbers, PupilGroup, RequestedKind
from tests.factories import UserFactory
from tests.factories.schools import SupportKindFactory, request_of
from tests.school_support.coordinator_client import address, browser_of, coordinator

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
KINDS = tuple(UUID(int=number) for number in range(1, 4))
COUNTIES = ("3001", "3021", "3064")
# New Year, Epiphany, Easter Monday, the two days of May, Corpus Christi, the Assumption, All
# Saints, Independence, Christmas: written down apart from the library that the code asks.
FREE = {
    date(2026, month, day)
    for month, day in (
        (1, 1),
        (1, 6),
        (4, 5),
        (4, 6),
        (5, 1),
        (5, 3),
        (5, 24),
        (6, 4),
        (8, 15),
        (11, 1),
        (11, 11),
        (12, 24),
        (12, 25),
        (12, 26),
    )
}


def some_requests(count: int = 60) -> None:
    random = Random(7)
    for _each in range(count):
        received = datetime(2026, 1, 2, 9, tzinfo=UTC) + timedelta(days=random.randrange(300))
        answered = received + timedelta(days=random.randrange(12))
        state = random.choice(list(CaseState))
        request_of(
            received,
            county=random.choice(COUNTIES),
            kinds=tuple(random.sample(KINDS, random.randint(1, 3))),
            pupils=tuple(random.randint(1, 9) for _group in range(random.randint(1, 3))),
            state=state,
            first_answered_at=random.choice([None, answered]),
            closed_at=answered + timedelta(days=20) if state == CaseState.COMPLETED else None,
        )


def days_between(first: datetime, last: datetime | None) -> int | None:
    """Count working days from the day after the first on, one by one."""
    if last is None:
        return None
    day, found = first.date(), 0
    while day < last.date():
        day += timedelta(days=1)
        found += day.weekday() < 5 and day not in FREE
    return found


def recounted(cases: list[Case]) -> dict[str, Any]:
    """Count in the plainest way, a row at a time."""
    found: Counter[str] = Counter()
    waits: dict[str, list[int]] = {"answers": [], "completions": []}
    for case in cases:
        found["requests"] += 1
        groups = PupilGroup.objects.all()
        found["pupils"] += sum(one.count for one in groups if one.request_id == case.pk)
        closed = case.closed_at if case.state == "completed" else None
        for name, moment in (("answers", case.first_answered_at), ("completions", closed)):
            waited = days_between(case.received_at, moment)
            waits[name] += [] if waited is None else [waited]
    return {**found, **{name: sorted(days) for name, days in waits.items()}}


def told(numbers: Numbers) -> dict[str, Any]:
    return {
        "requests": numbers.requests,
        "pupils": numbers.pupils,
        "answers": sorted(numbers.answers),
        "completions": sorted(numbers.completions),
    }


def test_they_are_those_of_a_recount() -> None:
    some_requests()
    cases, rows = list(Case.objects.all()), counted(*YEAR)
    assert told(total(rows)) == recounted(cases)
    for county, numbers in by(rows, lambda row: [row.county]).items():
        assert told(numbers) == recounted([case for case in cases if case.county == county])
    for month, numbers in by(rows, lambda row: [row.month]).items():
        here = [case for case in cases if case.received_at.date().replace(day=1) == month]
        assert told(numbers) == recounted(here)
    asked = list(RequestedKind.objects.all())
    for kind, numbers in by(rows, lambda row: row.kinds).items():
        keys = {one.request_id for one in asked if one.kind_key == kind}
        assert told(numbers) == recounted([case for case in cases if case.pk in keys])


def test_a_choice_of_county_and_kind_counts_only_these() -> None:
    some_requests(30)
    every = counted(*YEAR)
    chosen = counted(*YEAR, "3021", KINDS[0])
    assert chosen == [row for row in every if row.county == "3021" and KINDS[0] in row.kinds]
    assert chosen


def test_how_many_statements_does_not_depend_on_how_many_requests(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 3):
        some_requests(count)
        with django_assert_num_queries(3):
            counted(*YEAR)


def test_a_request_belongs_to_the_day_of_warsaw() -> None:
    request_of(datetime(2025, 12, 31, 23, 30, tzinfo=UTC))  # Half past midnight in Warsaw.
    assert [row.month for row in counted(*YEAR)] == [date(2026, 1, 1)]
    assert counted(date(2025, 1, 1), date(2025, 12, 31)) == []


def test_a_duplicate_counts_once_and_who_is_forgotten_still_counts() -> None:
    main = request_of(datetime(2026, 3, 2, 9, tzinfo=UTC), pupils=(4,))
    request_of(datetime(2026, 3, 3, 9, tzinfo=UTC), merged_into=main.case)
    Case.objects.update(contact_deleted_at=main.case.received_at, email="")
    numbers = total(counted(*YEAR))
    assert (numbers.requests, numbers.pupils) == (1, 4)


@pytest.mark.parametrize(
    ("days", "half", "most"),
    [
        ([], None, None),
        ([3], 3, 3),
        ([5, 1], 3, 4.6),
        ([2, 1, 3], 2, 2.8),
        (list(range(1, 12)), 6, 10),
    ],
)
def test_the_median_and_within_what_nine_of_ten_had_it(
    days: list[int], half: float | None, most: float | None
) -> None:
    assert middle(days) == half
    assert ninth_tenth(days) == (None if most is None else pytest.approx(most))


def test_the_page_and_its_files_say_the_same() -> None:
    some_requests(20)
    client = coordinator("*")
    query = {"first": "2026-01-01", "last": "2026-12-31"}
    page = client.get(address("numbers"), query)
    assert page.context["all"].numbers == total(counted(*YEAR))
    circles = {one["code"]: one["count"] for one in page.context["map"]["circles"]}
    assert circles == Counter(row.county for row in counted(*YEAR))
    sheet = cells(client.get(address("numbers"), {**query, "format": "xlsx"}))
    assert sheet == cells(client.get(address("numbers"), {**query, "format": "csv"}))
    lines = [(title, line) for title, lines in page.context["tables"] for line in lines]
    assert [line[:4] for line in sheet[2:]] == [
        [title, line.label, str(line.numbers.requests), str(line.numbers.pupils)]
        for title, line in lines
    ]


def test_only_the_users_own_counties_are_counted() -> None:
    for county in COUNTIES:
        request_of(datetime(2026, 3, 2, 9, tzinfo=UTC), county=county)
    page = coordinator("3001").get(
        address("numbers"), {"first": "2026-01-01", "last": "2026-12-31"}
    )
    assert [row.label for row in page.context["tables"][1][1]] == ["Chodzież County"]
    assert page.context["all"].numbers.requests == 1


def test_the_public_gets_no_small_number_and_all_others_as_they_are() -> None:
    for county, count in (("3001", 3), ("3021", 8), ("3064", 20)):
        for _each in range(count):
            request_of(
                datetime(2025, 3, 2, 9, tzinfo=UTC),
                county=county,
                pupils=(2,),
                first_answered_at=datetime(2025, 3, 4, 9, tzinfo=UTC) if county == "3064" else None,
            )
    lines = cells(coordinator("3001").get(address("public_numbers", 2025, "xlsx")))
    assert lines[1] == ["2025", "", "31", "62", "2", "2", "#", "#"]
    shown = [line for line in lines[2:] if line[0] == "By county" and line[2] != "#"]
    assert shown == [["By county", "Poznań", "20", "40", "2", "2", "#", "#"]]
    assert sum(line[0] == "By county" for line in lines) == 35
    months = [line for line in lines[2:] if line[0] == "By month"]
    assert [line[2] for line in months] == ["#"] * 12


def test_there_is_no_public_file_of_too_few_requests() -> None:
    request_of(datetime(2025, 3, 2, 9, tzinfo=UTC))
    answer = coordinator("*").get(address("public_numbers", 2025, "csv"))
    assert (answer.status_code, answer["Location"]) == (302, address("numbers"))


def test_the_running_year_is_not_published() -> None:
    for _each in range(30):
        request_of(timezone.now())
    year = timezone.localdate().year
    answer = coordinator("*").get(address("public_numbers", year, "csv"))
    assert (answer.status_code, answer["Location"]) == (302, address("numbers"))
    assert not PublishedNumbers.objects.exists()


def test_a_year_is_published_once_and_stays_as_it_was() -> None:
    client = coordinator("*")
    for _each in range(30):
        request_of(datetime(2025, 3, 2, 9, tzinfo=UTC))
    first = client.get(address("public_numbers", 2025, "csv")).content
    request_of(datetime(2025, 3, 3, 9, tzinfo=UTC))
    assert client.get(address("public_numbers", 2025, "csv")).content == first
    assert PublishedNumbers.objects.get().lines.keys() == set(locales.CODES)


def test_no_cell_of_a_file_calculates() -> None:
    kind = SupportKindFactory(name="=HYPERLINK(1)")
    request_of(datetime(2026, 3, 2, 9, tzinfo=UTC), kinds=(kind.translation_key,))
    query = {"first": "2026-01-01", "last": "2026-12-31", "format": "csv"}
    lines = cells(coordinator("*").get(address("numbers"), query))
    assert [line[1] for line in lines if line[0] == "By kind of support"] == ["'=HYPERLINK(1)"]


@pytest.mark.parametrize(
    "query",
    [
        {"first": "2026-12-31", "last": "2026-01-01"},
        {"first": "0001-01-01", "last": "9999-12-31"},
        {"first": "x", "last": ""},
        {"first": "2026-01-01", "last": "2026-12-31", "county": "x"},
        {"first": "2026-01-01", "last": "2026-12-31", "kind": "\0", "format": "xlsx"},
    ],
)
def test_a_wrong_choice_is_told_and_counts_nothing(query: dict[str, str]) -> None:
    request_of(datetime(2026, 3, 2, 9, tzinfo=UTC))
    answer = coordinator("*").get(address("numbers"), query)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["all"].numbers == Numbers()


@pytest.mark.parametrize(
    ("name", "args"), [("numbers", ()), ("public_numbers", (2026, "csv")), ("schools", ())]
)
def test_to_others_there_are_no_such_pages(
    name: str, args: tuple[object, ...], caplog: pytest.LogCaptureFixture
) -> None:
    for role in (roles.ADVISERS, roles.PUBLISHERS, roles.ACTIVITY_ORGANISERS):
        assert browser_of(UserFactory(role=role)).get(address(name, *args)).status_code == 404
    assert [one.getMessage() for one in caplog.records if "Refused" in one.getMessage()][2:]


def cells(answer: HttpResponse) -> list[list[str]]:
    """Return what a spreadsheet or a CSV file holds, as text."""
    assert answer.status_code == 200
    if "csv" in answer["Content-Type"]:
        return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    sheet = load_workbook(BytesIO(answer.content)).active
    return [["" if one is None else str(one) for one in line] for line in sheet.values]
