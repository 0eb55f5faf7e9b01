"""Dates of activities over HTTP: what is chosen, what is told, at what cost."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pytest_django import DjangoAssertNumQueries

from cms.core import content_version
from events.domain import occurrences, registrations
from events.domain.activity_cache import cached_activities
from events.domain.filters import OccurrenceFilters, choose, describe
from events.enums import Kind, Level
from events.models import Group, Occurrence
from tests.factories.events import (
    ActivityPageFactory,
    add_date,
    add_series,
    open_group,
    sign_up,
)
from tests.translation.base.translation_steps import publish_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LIST = "/api/v2/activities/"


def soon(days: int = 7) -> datetime:
    return timezone.now().replace(microsecond=0) + timedelta(days=days)


def items(client: Client, **query: Any) -> list[Any]:
    answer = client.get(LIST, query)
    assert answer.status_code == 200, answer.content
    found: list[Any] = answer.json()["items"]
    return found


def names(client: Client, **query: Any) -> list[str]:
    return [item["group"]["name"] for item in items(client, **query)]


def group_of(name: str, *, day: int = 7, page: dict[str, Any] | None = None, **facts: Any) -> Group:
    group = open_group(ActivityPageFactory(**(page or {})), name=name, **facts)
    add_date(group, soon(day))
    return group


def test_dates_come_in_the_order_of_time_with_places_and_never_names(client: Client) -> None:
    later = group_of("later", day=9, capacity=2)
    group_of("sooner", day=8)
    sign_up(later, name="Ola Nowak")
    found = items(client)
    assert [item["group"]["name"] for item in found] == ["sooner", "later"]
    assert found[1]["group"]["places"] == {"capacity": 2, "free": 1, "waiting": 0}
    assert "Nowak" not in str(found)


def test_a_place_that_is_taken_changes_the_answer_and_its_etag(client: Client) -> None:
    group = group_of("A", capacity=1)
    first = client.get(LIST)
    assert client.get(LIST, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    sign_up(group)
    second = client.get(LIST, headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert second.json()["items"][0]["group"]["places"]["free"] == 0
    assert parse_datetime(second.headers["X-Valid-Until"]) > timezone.now()


def test_each_filter_narrows(client: Client) -> None:
    group_of("kids", age_from=7, age_to=10, county="3064", languages=["pl", "uk"])
    course = {"kind": Kind.POLISH_COURSE, "party": "adult"}
    full = group_of("course", page=course, level=Level.A2, county="3061", capacity=1)
    sign_up(full)
    assert names(client, kind="activity") == names(client, kind="children") == ["kids"]
    assert names(client, kind="course") == names(client, level="A2") == ["course"]
    assert names(client, county="3061") == ["course"]
    assert names(client, language="uk") == ["kids"]
    assert names(client, free="true") == ["kids"]
    assert names(client, age=8, kind="children") == ["kids"]
    assert names(client, age=11, kind="children") == []


def test_days_are_those_of_warsaw(client: Client) -> None:
    group = open_group()
    # 23:30 UTC is half past midnight of the next day in Warsaw.
    late = soon(20).replace(hour=23, minute=30, second=0)
    add_date(group, late)
    day = (late + timedelta(days=1)).date().isoformat()
    assert [item["day"] for item in items(client, **{"from": day, "to": day})] == [day]
    before = late.date().isoformat()
    assert items(client, **{"from": before, "to": before}) == []


def test_cancelled_and_moved_dates_are_shown_as_such(client: Client) -> None:
    group = open_group()
    off, moved = add_date(group, soon(5)), add_date(group, soon(6))
    occurrences.cancel_date(off.pk, by=None)
    occurrences.move_date(moved.pk, soon(8), soon(9), by=None)
    assert [(i["state"], i["sequence"]) for i in items(client)] == [("cancelled", 1), ("moved", 1)]


def test_drafts_and_hidden_groups_do_not_exist(client: Client) -> None:
    draft = open_group(ActivityPageFactory(draft=True))
    add_date(draft, soon())
    hidden = group_of("hidden", is_public=False)
    assert items(client) == []
    assert client.get(f"{LIST}{draft.activity_id}/").status_code == 404
    assert client.get(f"{LIST}{hidden.activity_id}/").json()["groups"] == []


def test_one_activity_by_the_id_of_its_page_in_any_language(client: Client) -> None:
    group = group_of("A", page={"title": "Smaki", "slug": "smaki"})
    translated = publish_in(group.activity, "uk")
    own = client.get(f"{LIST}{translated.pk}/", {"locale": "uk"}).json()
    assert (own["id"], own["lang"], len(own["groups"][0]["dates"])) == (group.activity_id, "uk", 1)
    assert client.get(f"{LIST}{group.activity_id}/", {"locale": "ru"}).json()["lang"] == "pl"


def test_an_answer_holds_until_sign_up_opens_and_no_longer(client: Client) -> None:
    opens_at = timezone.now().replace(microsecond=0) + timedelta(seconds=10)
    group = group_of("A", opens_at=opens_at)
    group_of("B")
    for address in (LIST, f"{LIST}?free=true&limit=1", f"{LIST}{group.activity_id}/"):
        assert parse_datetime(client.get(address).headers["X-Valid-Until"]) == opens_at, address


def test_a_group_deleted_a_moment_ago_does_not_break_what_is_kept(client: Client) -> None:
    version = content_version.current()
    group = group_of("A")
    known = cached_activities("pl", version)
    Group.objects.filter(pk=group.pk).delete()
    day = timezone.localdate()
    for is_free in (True, False):
        choice = OccurrenceFilters(first=day, last=day + timedelta(days=30), is_free=is_free)
        assert choose(known, choice, timezone.now(), slice(0, 20)).items == []
    found = describe(known, group.activity_id, timezone.now())
    assert found is not None
    assert found.activity["groups"] == []


def test_where_the_organiser_decides_places_are_free_until_they_are_given(client: Client) -> None:
    group = group_of("A", is_moderated=True, capacity=2)
    first = sign_up(group)
    assert items(client, free="true")[0]["group"]["places"] == {
        "capacity": 2,
        "free": 2,
        "waiting": 1,
    }
    registrations.promote(first.pk, by=None, offer=False)
    registrations.promote(sign_up(group).pk, by=None, offer=False)
    assert names(client, free="true") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"from": "tomorrow"}, "from"),
        ({"from": "2030-02-30"}, "from"),
        ({"from": "2030-02-02", "to": "2030-02-01"}, "to"),
        ({"county": "9999"}, "county"),
        ({"age": "121"}, "age"),
        ({"level": "Z9"}, "level"),
        ({"language": "<b>"}, "language"),
        ({"free": "yes"}, "free"),
        ({"locale": "de"}, "locale"),
        ({"limit": "101"}, "limit"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_filter_that_cannot_be_is_told(client: Client, query: dict[str, str], field: str) -> None:
    answer = client.get(LIST, query)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


@pytest.mark.django_db(transaction=True)  # What is not committed is not kept in memory.
def test_a_year_of_two_thousand_dates_takes_one_query(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    groups = [open_group(county="3064", level=Level.A1) for _each in range(8)]
    Occurrence.objects.bulk_create(
        Occurrence(
            group=groups[number % 8],
            original_start=soon(1) + timedelta(hours=4 * number),
            starts_at=soon(1) + timedelta(hours=4 * number),
            ends_at=soon(1) + timedelta(hours=4 * number + 1),
        )
        for number in range(2_000)
    )
    query = {"county": "3064", "level": "A1", "free": "true", "locale": "uk", "offset": 500}
    with django_assert_max_num_queries(16):
        assert client.get(LIST, query).json()["meta"]["total_count"] == 2_000
    with django_assert_max_num_queries(4):
        assert len(client.get(LIST, query).json()["items"]) == 20


def test_dates_keep_their_hour_when_the_clocks_change(client: Client) -> None:
    group = open_group()
    add_series(
        group,
        date(2027, 3, 22),
        time(17, 30),
        rule="FREQ=WEEKLY;COUNT=2",
        skips_public_holidays=False,
    )
    add_series(group, date(2027, 10, 26), time(17, 30), rule="FREQ=WEEKLY;COUNT=2")
    found = client.get(f"{LIST}{group.activity_id}/").json()["groups"][0]["dates"]
    assert [each["starts_at"] for each in found] == [
        "2027-03-22T16:30:00Z",
        "2027-03-29T15:30:00Z",
        "2027-10-26T15:30:00Z",
        "2027-11-02T16:30:00Z",
    ]
    assert registrations.availability_of([group.pk])[group.pk].free == 12


def test_the_page_of_an_activity_says_its_facts_in_every_language(client: Client) -> None:
    group = group_of("A", page={"title": "Kurs", "slug": "kurs", "kind": Kind.ADAPTATION_COURSE})
    publish_in(group.activity, "ru")
    for path in (group.activity.url_path, "/uk/activities/kurs/"):
        page = client.get("/api/v2/pages/by_path/", {"html_path": path}).json()
        assert page["activity"]["id"] == group.activity_id
        assert (page["activity"]["kind"], page["activity"]["variety"]) == (
            "course",
            "adaptation_course",
        )


def test_the_list_offers_only_filters_that_find_something(client: Client) -> None:
    group_of("A", level=Level.B1, county="3064", languages=["uk", "pl"])
    page = client.get("/api/v2/pages/by_path/", {"html_path": "/pl/activities/"}).json()
    assert page["filters"] == {
        "varieties": ["children"],
        "counties": [{"code": "3064", "name": "Poznań"}],
        "levels": ["B1"],
        "languages": ["pl", "uk"],
    }
