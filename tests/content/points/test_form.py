"""The form that points are edited in: what it offers, what it refuses, and in which words."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.content.points.models import InformationPoint
from cms.content.points.models.forms import county_choices, language_choices
from cms.users import roles
from tests.delivery.api import read
from tests.factories import UserFactory
from tests.factories.points import InformationPointFactory, ServiceFactory
from tests.factories.translations import translated
from tests.translation.base import shown_state

pytestmark = pytest.mark.django_db


def post(point: InformationPoint, **fields: Any) -> Any:
    """Publish the point with these fields, as a publisher who has just opened its form."""
    client = Client()
    client.force_login(UserFactory(role=roles.PUBLISHERS))
    data = {
        "title": point.title,
        "slug": point.slug,
        "street": point.street,
        "city": point.city,
        "body": streamfield([]),
        "hours": inline_formset([]),
        "exceptions": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
        **shown_state.opened(point),
        **{name: value for name, value in fields.items() if not isinstance(value, list)},
    }
    several = {name: value for name, value in fields.items() if isinstance(value, list)}
    address = reverse("wagtailadmin_pages:edit", args=[point.pk])
    return client.post(address, nested_form_data(data) | several, headers={"accept-language": "en"})


def errors_of_lines(response: Any, name: str) -> list[dict[str, list[str]]]:
    formset = response.context["form"].formsets[name]
    return [dict(form.errors) for form in formset.forms]


def line(weekday: int, opens: str, closes: str) -> dict[str, Any]:
    return {"weekday": weekday, "opens": opens, "closes": closes}


def test_an_editor_fills_everything_in_and_readers_see_it() -> None:
    point = InformationPointFactory(hours={})
    service = ServiceFactory(name="Praca")
    response = post(
        point,
        county="3003",
        latitude="52.53480512345678",
        longitude="17.59",
        services=[service.pk],
        spoken=["pl", "uk"],
        hours=inline_formset([line(1, "13:00", "00:00"), line(1, "08:00", "12:00")]),
        exceptions=inline_formset([{"first_day": "2026-12-28", "opens": "", "closes": ""}]),
        closed_from="2027-01-01",
    )
    assert response.status_code == 302
    facts = read(f"pages/{point.pk}/")["point"]
    shown = ("county", "latitude", "spoken", "closed_on_public_holidays", "closure", "exceptions")
    assert {name: facts[name] for name in shown} == {
        "county": {"code": "3003", "name": "powiat gnieźnieński"},
        "latitude": 52.53481,
        "spoken": ["pl", "uk"],
        "closed_on_public_holidays": False,
        "closure": {"from": "2027-01-01", "until": None, "successor": None},
        "exceptions": [{"from": "2026-12-28", "until": "2026-12-28", "spans": []}],
    }
    assert facts["hours"][0]["spans"] == [
        {"opens": "08:00", "closes": "12:00"},
        {"opens": "13:00", "closes": "24:00"},
    ]
    assert [found["name"] for found in facts["services"]] == ["Praca"]


def test_overlapping_hours_are_refused_at_their_line() -> None:
    lines = [line(1, "08:00", "12:00"), line(2, "08:00", "12:00"), line(1, "11:00", "15:00")]
    response = post(InformationPointFactory(), hours=inline_formset(lines))
    text = "Nakłada się na inne godziny tego samego dnia. Zmień jedne z nich."
    assert errors_of_lines(response, "hours") == [{}, {}, {"opens": [text]}]


def test_a_line_that_is_deleted_overlaps_nothing() -> None:
    lines = [line(1, "08:00", "12:00"), {**line(1, "11:00", "15:00"), "DELETE": "1"}]
    assert post(InformationPointFactory(), hours=inline_formset(lines)).status_code == 302


def test_reversed_hours_are_refused() -> None:
    response = post(InformationPointFactory(), hours=inline_formset([line(1, "16:00", "08:00")]))
    text = "Zamknięcie jest po otwarciu; 00:00 oznacza koniec dnia."
    assert errors_of_lines(response, "hours") == [{"closes": [text]}]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"first_day": "2026-12-24", "last_day": "2026-12-20"}, ["last_day"]),
        ({"first_day": "2026-12-24", "opens": "08:00"}, ["closes"]),
        ({"first_day": "2026-12-24", "opens": "12:00", "closes": "08:00"}, ["closes"]),
        (
            {
                "first_day": "2026-12-24",
                "opens": "08:00",
                "closes": "12:00",
                "opens_again": "11:00",
                "closes_again": "13:00",
            },
            ["closes_again"],
        ),
    ],
)
def test_exceptions_that_cannot_be_are_refused(fields: dict[str, str], expected: list[str]) -> None:
    response = post(InformationPointFactory(), exceptions=inline_formset([fields]))
    assert [list(found) for found in errors_of_lines(response, "exceptions")] == [expected]


def test_two_exceptions_for_one_day_are_refused() -> None:
    lines = [
        {"first_day": "2026-12-24", "last_day": ""},
        {"first_day": "2026-12-20", "last_day": "2026-12-27"},
    ]
    response = post(InformationPointFactory(), exceptions=inline_formset(lines))
    assert [list(found) for found in errors_of_lines(response, "exceptions")] == [["first_day"], []]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"latitude": 52.4}, "longitude"),
        ({"latitude": 16.9, "longitude": 52.4}, "latitude"),
        ({"latitude": 48.1, "longitude": 11.5}, "latitude"),
        ({"county": "1465"}, "county"),
        ({"spoken": ["xx"]}, "spoken"),
        ({"closed_until": date(2026, 12, 1)}, "closed_from"),
        ({"closed_from": date(2026, 12, 2), "closed_until": date(2026, 12, 1)}, "closed_until"),
        ({"confirmed_on": date(2026, 11, 1)}, "confirmed_by"),
        ({"confirmed_by": "Punkt"}, "confirmed_on"),
        ({"postcode": "61001"}, "postcode"),
        ({"phone": "zadzwoń"}, "phone"),
    ],
)
def test_facts_that_cannot_be_are_refused(fields: dict[str, Any], name: str) -> None:
    point = InformationPointFactory()
    for field, value in fields.items():
        setattr(point, field, value)
    with pytest.raises(ValidationError) as refusal:
        point.full_clean()
    assert list(refusal.value.message_dict) == [name]


def test_a_successor_must_lead_on() -> None:
    first, second, third = (InformationPointFactory() for _ in range(3))
    day = date(2026, 12, 1)
    InformationPoint.objects.filter(pk=first.pk).update(successor=second, closed_from=day)
    InformationPoint.objects.filter(pk=second.pk).update(successor=third, closed_from=day)
    third.closed_from = day
    texts = []
    for wrong in (third, translated(third, "uk"), first):
        third.successor = wrong
        with pytest.raises(ValidationError) as refusal, translation.override("en"):
            third.full_clean()
        with translation.override("en"):
            texts += refusal.value.message_dict["successor"]
    own = "A point cannot be its own successor. Choose another one."
    assert texts == [own, own, "That point leads readers back to this one. Choose another one."]
    third.successor = InformationPointFactory()
    third.full_clean()


def test_the_facts_on_a_translation_are_not_looked_at() -> None:
    copy = translated(InformationPointFactory(), "uk", county="9999")
    copy.full_clean()
    assert copy.county == "9999"


def test_choices_are_named_in_the_editors_language() -> None:
    with translation.override("uk"):
        counties, languages = county_choices(), language_choices()
    assert ("3003", "Гнезненський повіт") in counties
    assert languages[:4] == [
        ("pl", "польська"),
        ("uk", "українська"),
        ("ru", "російська"),
        ("en", "англійська"),
    ]


def test_only_polish_services_are_offered() -> None:
    ServiceFactory(name="Praca")
    ServiceFactory(name="Робота", code="uk")
    client = Client()
    client.force_login(UserFactory(role=roles.PUBLISHERS))
    point = InformationPointFactory()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[point.pk])).context["form"]
    assert [name for _pk, name in form.fields["services"].choices] == ["Praca"]
