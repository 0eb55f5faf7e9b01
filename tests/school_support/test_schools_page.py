"""Coordinators look schools up, closed ones as well, and see how often each has asked."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.schools import SchoolFactory, request_of
from tests.school_support.coordinator_client import address, coordinator

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def found(counties: str = "*", **query: str) -> list[tuple[str, int]]:
    answer = coordinator(counties).get(address("schools"), query)
    assert answer.status_code == 200
    return [(school.rspo, school.asked) for school, _county in answer.context["lines"]]


def asked(rspo: str, county: str = "3064") -> None:
    school = SchoolFactory(rspo=rspo, name=f"Szkoła w Łodzi {rspo}", county=county)
    request = request_of(NOW, county=county)
    request.school = school
    request.save()


def test_schools_are_found_by_words_county_and_whether_they_are_closed() -> None:
    asked("101")
    SchoolFactory(rspo="102", county="3021", town="Żerków", closed_on=date(2026, 8, 31))
    assert found() == [("101", 1), ("102", 0)]
    assert found(q="LODZI") == [("101", 1)]
    assert found(county="3021") == [("102", 0)]
    assert found(closed="on") == [("102", 0)]
    assert found(q="\0", county="x") == [("101", 1), ("102", 0)]


def test_requests_of_other_counties_are_not_counted() -> None:
    asked("101")
    asked("102", "3021")
    assert found("3021") == [("101", 0), ("102", 1)]


def test_a_school_leads_to_its_requests_and_an_empty_register_says_so() -> None:
    client = coordinator("*")
    assert "The register is empty." in client.get(address("schools")).content.decode()
    asked("101")
    page = client.get(address("schools")).content.decode()
    assert "/admin/cases/?view=all&amp;q=101" in page


def test_a_longer_list_takes_no_more_statements() -> None:
    client = coordinator("*")
    client.get(address("schools"))
    for rspo in ("101", "102", "103"):
        asked(rspo)
        with CaptureQueriesContext(connection) as done:
            client.get(address("schools"))
        assert sum("school_support_school" in one["sql"] for one in done.captured_queries) == 2
