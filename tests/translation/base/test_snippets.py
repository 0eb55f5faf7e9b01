"""Alerts, navigation and the like follow their Polish originals as pages do."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.content.pages.models import AlertBanner
from cms.core.models import TranslationStatus
from cms.users import roles
from tests.factories import UserFactory
from tests.translation.base.translation_steps import (
    asking,
    fresh,
    locale,
    publish_in,
    start,
    state,
    translate,
)

from . import shown_state

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def alert() -> AlertBanner:
    return AlertBanner.objects.create(locale=locale("pl"), title="Jutro nieczynne", live=True)


def live_alerts() -> set[str]:
    return set(AlertBanner.objects.filter(live=True).values_list("title", flat=True))


def test_7_an_unpublished_alert_takes_its_translations_along(
    alert: AlertBanner, guarded: bool
) -> None:
    publish_in(alert, "en")
    publish_in(alert, "uk")
    alert.unpublish()
    assert live_alerts() == (set() if guarded else {"[en] Jutro nieczynne", "[uk] Jutro nieczynne"})


def test_7_a_deleted_alert_takes_its_translations_along(alert: AlertBanner, guarded: bool) -> None:
    publish_in(alert)
    alert.delete()
    assert live_alerts() == (set() if guarded else {"[uk] Jutro nieczynne"})


def test_a_withdrawn_alert_is_in_progress_in_other_languages(alert: AlertBanner) -> None:
    publish_in(alert)
    alert.unpublish()
    assert state(alert).status == TranslationStatus.IN_PROGRESS


def test_a_withdrawn_translation_leaves_the_original_up(alert: AlertBanner) -> None:
    publish_in(alert).unpublish()
    assert live_alerts() == {"Jutro nieczynne"}


def test_a_deleted_translation_leaves_the_original_up(alert: AlertBanner) -> None:
    publish_in(alert).delete()
    assert (live_alerts(), state(alert).status) == ({"Jutro nieczynne"}, TranslationStatus.MISSING)


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role))
    return client


def edit_url(snippet: Any) -> str:
    return reverse(snippet.snippet_viewset.get_url_name("edit"), args=[snippet.pk])


@pytest.mark.parametrize("role", [roles.translators("ru"), roles.PUBLISHERS, roles.AUTHORS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_do_not_open_a_snippet_of_a_language_that_is_not_theirs(
    alert: AlertBanner, role: str, method: str
) -> None:
    target = start(alert).get_target_instance()
    response = client_of(role).generic(method.upper(), edit_url(target))
    assert response.status_code == 403


def test_a_translator_opens_their_own(alert: AlertBanner) -> None:
    target = start(alert).get_target_instance()
    opened = client_of(roles.translators("uk")).get(edit_url(target), follow=True)
    assert opened.status_code == 200


@pytest.mark.parametrize("role", [roles.translators("uk"), roles.PUBLISHERS])
def test_bulk_deletion_does_not_cross_languages(alert: AlertBanner, role: str) -> None:
    target = publish_in(alert)
    url = reverse("wagtail_bulk_action", args=["pages", "alertbanner", "delete"])
    client_of(role).post(f"{url}?id={target.pk}")
    assert AlertBanner.objects.filter(pk=target.pk).exists()


def test_a_publisher_deletes_polish_alerts(alert: AlertBanner) -> None:
    url = reverse("wagtail_bulk_action", args=["pages", "alertbanner", "delete"])
    client_of(roles.PUBLISHERS).post(f"{url}?id={alert.pk}", shown_state.whole(alert))
    assert live_alerts() == set()


def test_a_reviewer_publishes_a_snippet_and_a_translator_does_not(alert: AlertBanner) -> None:
    translation = start(alert)
    translate(translation)
    target = translation.get_target_instance()
    found = []
    for role in (roles.translators("uk"), roles.language_reviewers("uk")):
        client_of(role).post(edit_url(target), asking(target, "publish"))
        found.append(fresh(target).live)
    assert found == [False, True]


@pytest.mark.parametrize(("code", "status"), [("pl", 200), ("uk", 403)])
def test_publishers_add_polish_alerts_only(code: str, status: int) -> None:
    url = reverse("wagtailsnippets_pages_alertbanner:add")
    response = client_of(roles.PUBLISHERS).get(f"{url}?locale={code}")
    assert response.status_code == status


@pytest.mark.parametrize("code", ["pl", "uk"])
def test_nobody_adds_an_alert_where_one_is_chosen(code: str) -> None:
    url = reverse("wagtailsnippetchoosers_pages_alertbanner:create")
    assert client_of(roles.PUBLISHERS).get(f"{url}?locale={code}").status_code == 403
