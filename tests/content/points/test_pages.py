"""Points and their directory as readers see them: texts in their language, facts of the source."""

from datetime import date
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from cms.content.points.models import DirectoryPage, HoursSpan, InformationPoint
from tests.delivery.api import by_path, read
from tests.factories import ContentPageFactory
from tests.factories.bodies import body
from tests.factories.points import (
    DirectoryPageFactory,
    InformationPointFactory,
    ServiceFactory,
    at,
)
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db
OFFICE = [{"opens": "08:00", "closes": "16:00"}]


def test_a_point_tells_all_its_facts() -> None:
    services = [ServiceFactory(name="Praca"), ServiceFactory(name="Legalny pobyt")]
    point = InformationPointFactory(
        latitude=52.408,
        longitude=16.934,
        phone="+48 61 000 00 00",
        email="punkt@example.org",
        services=services,
        spoken=["pl", "uk"],
        exceptions=(
            (date(2026, 12, 27), None, []),
            (date(2026, 12, 23), date(2026, 12, 24), [("08:00", "10:00"), ("11:00", "00:00")]),
        ),
        confirmed_on=date(2026, 11, 2),
        confirmed_by="Koordynatorka punktu",
    )
    facts = read(f"pages/{point.pk}/")["point"]
    drawing = read(f"pages/{point.pk}/")["region"]
    (poznan,) = [county for county in drawing["counties"] if county["code"] == "3064"]
    assert facts == {
        "id": point.pk,
        "street": "ul. Przykładowa 1",
        "postcode": "61-001",
        "city": "Poznań",
        "county": {"code": "3064", "name": "Poznań"},
        "latitude": 52.408,
        "longitude": 16.934,
        "map": {"x": poznan["x"], "y": poznan["y"]},
        "phone": "+48 61 000 00 00",
        "email": "punkt@example.org",
        "services": [
            {"id": services[1].pk, "name": "Legalny pobyt", "lang": "pl"},
            {"id": services[0].pk, "name": "Praca", "lang": "pl"},
        ],
        "spoken": ["pl", "uk"],
        "hours": [{"weekday": day, "spans": OFFICE if day < 6 else []} for day in range(1, 8)],
        "exceptions": [
            {
                "from": "2026-12-23",
                "until": "2026-12-24",
                "spans": [
                    {"opens": "08:00", "closes": "10:00"},
                    {"opens": "11:00", "closes": "24:00"},
                ],
            },
            {"from": "2026-12-27", "until": "2026-12-27", "spans": []},
        ],
        "closed_on_public_holidays": True,
        "closure": None,
        "confirmed": {"on": "2026-11-02", "by": "Koordynatorka punktu"},
    }


def test_a_point_with_nothing_but_an_address_says_so() -> None:
    point = InformationPointFactory(county="", hours={})
    facts = read(f"pages/{point.pk}/")["point"]
    empty = ("county", "latitude", "longitude", "map", "closure", "confirmed")
    assert [facts[name] for name in empty] == [None] * 6
    assert (facts["services"], facts["spoken"], facts["phone"]) == ([], [], "")


def test_a_translation_has_its_own_words_and_the_facts_of_the_source() -> None:
    service = ServiceFactory(name="Praca")
    point = InformationPointFactory(services=[service], title="Punkt", city="Piła")
    copy = translated(point, "uk", title="Пункт", city="Щось інше", spoken=["de"])
    service.copy_for_translation(copy.locale).save()
    type(service).objects.filter(locale=copy.locale).update(name="Робота", live=True)
    HoursSpan.objects.filter(page=point, weekday=1).update(closes=at("18:00"))
    InformationPoint.objects.filter(pk=point.pk).update(spoken=["pl"])
    found = read(f"pages/{copy.pk}/")
    facts = found["point"]
    assert (found["title"], facts["id"], facts["city"]) == ("Пункт", point.pk, "Piła")
    assert (facts["spoken"], facts["hours"][0]["spans"][0]["closes"]) == (["pl"], "18:00")
    assert facts["services"] == [{"id": service.pk, "name": "Робота", "lang": "uk"}]


def test_a_service_without_a_public_name_is_left_out() -> None:
    point = InformationPointFactory(services=[ServiceFactory(live=False)])
    assert read(f"pages/{point.pk}/")["point"]["services"] == []


def test_facts_of_a_source_that_is_not_public_do_not_leak() -> None:
    point = InformationPointFactory(phone="+48 61 000 00 00")
    copy = translated(point, "uk", phone="")
    InformationPoint.objects.filter(pk=point.pk).update(live=False)
    assert read(f"pages/{copy.pk}/")["point"]["phone"] == ""


def test_a_closure_shows_the_way_to_the_successor_in_the_readers_language() -> None:
    successor = InformationPointFactory(title="Nowy punkt")
    translated(successor, "en", title="New point", slug="new-point")
    point = InformationPointFactory(
        slug="stary", closed_from=date(2026, 11, 1), successor=successor
    )
    closure = by_path("/en/points/stary/")["point"]["closure"]
    assert (closure["from"], closure["until"], closure["successor"]["title"]) == (
        "2026-11-01",
        None,
        "New point",
    )
    InformationPoint.objects.filter(pk=successor.pk).update(live=False)
    assert read(f"pages/{point.pk}/")["point"]["closure"]["successor"] is None


def test_the_directory_stands_at_the_same_address_in_every_language() -> None:
    page = DirectoryPageFactory(slug="punkty")
    copy = translated(page, "uk", slug="punkty")
    assert [page.url_path, copy.url_path] == ["/pl/points/", "/uk/points/"]


def test_filters_count_public_points_and_offer_nothing_else() -> None:
    work, health = ServiceFactory(name="Praca"), ServiceFactory(name="Zdrowie")
    ServiceFactory(name="Nikt tego nie robi")
    InformationPointFactory(services=[work, health], spoken=["uk", "pl"])
    InformationPointFactory(services=[work], spoken=["pl"], county="3003")
    InformationPointFactory(draft=True, county="3001", spoken=["de"])
    hidden = InformationPointFactory(county="3001", spoken=["de"])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert by_path("/en/points/")["filters"] == {
        "counties": [
            {"code": "3003", "name": "Gniezno County", "count": 1},
            {"code": "3064", "name": "Poznań", "count": 1},
        ],
        "services": [
            {"id": work.pk, "name": "Praca", "lang": "pl", "count": 2},
            {"id": health.pk, "name": "Zdrowie", "lang": "pl", "count": 1},
        ],
        "spoken": [{"code": "pl", "count": 2}, {"code": "uk", "count": 1}],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_directory_do_not_grow_with_the_points(
    count: int, django_assert_num_queries: Any
) -> None:
    page = DirectoryPageFactory()
    for _ in range(count):
        InformationPointFactory(parent=page, services=[ServiceFactory()])
    DirectoryPage.objects.filter(pk=page.pk).update(lead="Inaczej")
    with django_assert_num_queries(15):
        read(f"pages/{page.pk}/")


def test_a_text_refers_to_a_point_and_not_to_its_facts() -> None:
    point = InformationPointFactory(title="Punkt")
    copy = translated(point, "uk", title="Пункт")
    page = ContentPageFactory(slug="tekst", body=body(("information_point", {"point": copy.pk})))
    (block,) = by_path("/uk/tekst/")["body"]
    shown = block["value"]["point"]
    assert (block["value"]["id"], shown["id"], shown["title"]) == (point.pk, copy.pk, "Пункт")
    InformationPoint.objects.all().update(live=False)
    assert read(f"pages/{page.pk}/")["body"] == []
