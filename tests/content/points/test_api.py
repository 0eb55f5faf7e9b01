"""The list of points and each of them, as clients get them."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.content.points.api.points import PointListView
from cms.content.points.domain.directory import directory
from cms.content.points.domain.filters import PointQuery, choose
from cms.content.points.models import InformationPoint
from cms.core import content_version
from cms.core.time_zone import WARSAW
from cms.delivery.api.responses import KEEP
from tests.delivery.api import get, read
from tests.factories.points import ALWAYS, InformationPointFactory, ServiceFactory
from tests.factories.translations import translated

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=WARSAW)


def titles(query: str = "") -> list[str]:
    return [item["title"] for item in read(f"points/{query}")["items"]]


def test_a_point_has_card_facts_and_opening() -> None:
    point = InformationPointFactory(title="Punkt", lead="Pomagamy.", slug="punkt")
    found = choose(directory("en", content_version.current()).points, PointQuery(), TUESDAY)
    (item,) = found.points
    assert {name: item[name] for name in ("id", "type", "title", "lead", "html_url", "lang")} == {
        "id": point.pk,
        "type": "points.InformationPoint",
        "title": "Punkt",
        "lead": "Pomagamy.",
        "html_url": "http://127.0.0.1:4321/en/points/punkt/",
        "lang": "pl",
    }
    office = [{"opens": "08:00", "closes": "16:00"}]
    assert item["opening"] == {
        "state": "open",
        "until": "2026-11-24T16:00:00+01:00",
        "next": "2026-11-25T08:00:00+01:00",
        "reason": None,
        "week": [
            {
                "date": f"2026-11-{day}",
                "weekday": 2 + day - 24 if day < 30 else 1,
                "spans": [] if day in {28, 29} else office,
                "reason": None,
            }
            for day in range(24, 31)
        ],
    }
    assert found.valid_until == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert item["county"] == {"code": "3064", "name": "Poznań"}


def test_points_are_listed_by_town_in_the_order_of_the_alphabet() -> None:
    for city in ("Śrem", "Piła", "Lwówek", "Łobez", "Konin"):
        InformationPointFactory(city=city, title=city)
    assert titles() == ["Konin", "Lwówek", "Łobez", "Piła", "Śrem"]


def test_every_filter_narrows_the_list() -> None:
    work, health = ServiceFactory(), ServiceFactory()
    InformationPointFactory(title="A", county="3003", services=[work], spoken=["uk"], hours={})
    InformationPointFactory(
        title="B",
        services=[work, health],
        spoken=["pl"],
        hours=ALWAYS,
        closed_on_public_holidays=False,
    )
    found = {
        query: titles(f"?{query}")
        for query in (
            "county=3003",
            f"service={work.pk}",
            f"service={health.pk}",
            "spoken=uk",
            "open_now=true",
            "open_now=false",
            "county=3003&spoken=pl",
        )
    }
    assert list(found.values()) == [["A"], ["A", "B"], ["B"], ["A"], ["B"], ["A", "B"], []]


def test_the_list_comes_in_pages() -> None:
    for city in ("A", "B", "C"):
        InformationPointFactory(city=city, title=city)
    found = read("points/?limit=1&offset=1")
    assert (found["meta"], [item["title"] for item in found["items"]]) == (
        {"total_count": 3},
        ["B"],
    )


@pytest.mark.parametrize(
    "query",
    [
        "county=9999",
        "county=",
        "service=0",
        "service=12345678",
        "service=abc",
        "spoken=xx",
        "open_now=maybe",
        "locale=xx",
        "limit=101",
        "offset=-1",
        "anything=1",
    ],
)
def test_a_value_that_cannot_be_is_named_in_a_problem(query: str) -> None:
    response = get(f"points/?{query}", accept_language="en")
    problem = json.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert list(problem["errors"]) == [query.partition("=")[0]]


def test_all_wrong_filters_are_named_at_once() -> None:
    problem = json.loads(get("points/?county=1&spoken=x&service=x&open_now=x").content)
    assert sorted(problem["errors"]) == ["county", "open_now", "service", "spoken"]


def test_a_point_answers_by_the_id_of_any_of_its_versions() -> None:
    point = InformationPointFactory(title="Punkt")
    copy = translated(point, "uk", title="Пункт")
    found = [read(f"points/{pk}/?locale=uk") for pk in (point.pk, copy.pk)]
    assert [(item["id"], item["title"], item["lang"]) for item in found] == [
        (point.pk, "Пункт", "uk")
    ] * 2


def test_what_is_not_public_is_nowhere() -> None:
    draft = InformationPointFactory(draft=True)
    hidden = InformationPointFactory()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    gone = InformationPointFactory()
    gone.unpublish()
    other = InformationPointFactory().get_parent()
    ids = [draft.pk, hidden.pk, gone.pk, other.pk, 10**18]
    assert [get(f"points/{pk}/").status_code for pk in ids] == [404] * 5
    assert read("points/")["meta"] == {"total_count": 1}


def test_an_answer_says_how_long_it_is_true() -> None:
    InformationPointFactory(hours={})
    response = get("points/")
    until = datetime.fromisoformat(response["X-Valid-Until"])
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert until.astimezone(WARSAW) == datetime.combine(tomorrow, datetime.min.time(), WARSAW)
    assert response["X-Valid-Until"].endswith("Z")


def test_points_that_are_not_shown_now_limit_the_answer_too() -> None:
    InformationPointFactory(hours={2: [("12:00", "13:00")]})
    points = directory("pl", content_version.current()).points
    found = choose(points, PointQuery(open_now=True), TUESDAY)
    assert (found.points, found.valid_until) == ([], datetime(2026, 11, 24, 11, tzinfo=UTC))


def test_a_client_that_has_it_is_told_so() -> None:
    InformationPointFactory()
    first = get("points/")
    again = get("points/", if_none_match=first["ETag"])
    assert (again.status_code, again["X-Valid-Until"]) == (304, first["X-Valid-Until"])


def test_nobody_keeps_the_answer_as_long_as_the_content_version() -> None:
    request = RequestFactory().get("/api/v2/points/")
    assert PointListView.as_view()(request).status_code == 200
    assert KEEP not in request.META


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_points(count: int, django_assert_num_queries: Any) -> None:
    successor = InformationPointFactory()
    for _ in range(count):
        InformationPointFactory(
            services=[ServiceFactory()],
            exceptions=((date(2026, 12, 1), None, []),),
            closed_from=date(2026, 12, 1),
            successor=successor,
        )
    with django_assert_num_queries(13):
        read("points/")


def test_closing_a_point_changes_what_every_language_is_told() -> None:
    point = InformationPointFactory(hours=ALWAYS, closed_on_public_holidays=False)
    for code in ("en", "ru", "uk"):
        translated(point, code)
    codes = ("pl", "en", "ru", "uk")

    def states() -> list[str]:
        return [read(f"points/{point.pk}/?locale={code}")["opening"]["state"] for code in codes]

    assert states() == ["open"] * 4
    draft = InformationPoint.objects.get(pk=point.pk)
    draft.closed_from = timezone.localdate()
    revision = draft.save_revision()
    assert states() == ["open"] * 4
    revision.publish()
    assert states() == ["closed_down"] * 4
