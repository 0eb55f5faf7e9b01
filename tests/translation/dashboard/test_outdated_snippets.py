"""A page is behind with the services and audiences it shows, and the tools say with which."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation

from cms.core.models import TranslationStatus
from cms.translation.dashboard.domain.filters import Filters
from cms.translation.dashboard.domain.matrix import matrix
from cms.users import roles
from tests.factories import UserFactory
from tests.factories.points import InformationPointFactory, ServiceFactory
from tests.translation.base.translation_steps import fresh, locale, publish_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def point() -> Any:
    """Return a point that is current in Ukrainian but for the name of a service."""
    service = ServiceFactory(name="Porady prawne", live=True)
    page = InformationPointFactory(title="Punkt", services=[service])
    for each in (service, page):
        publish_in(each)
    service = fresh(service)
    service.name = "Porady podatkowe"
    service.save_revision().publish()
    return page


def work_on(subject: Any) -> str:
    key = subject.translation_key
    return reverse("workbench:edit", args=[Translation.objects.get(source__object_id=key).pk])


def seen_by(client: Client, role: str, url: str, **sent: str) -> Any:
    client.force_login(UserFactory(role=role))
    return client.get(url, sent)


def test_the_board_names_the_service_and_leads_to_it(client: Client, point: Any) -> None:
    response = seen_by(client, roles.translators("uk"), reverse("board:index"), locale="uk")
    shown = {row.subject.title: row.cells[0] for row in response.context["rows"]}["Punkt"]
    url = work_on(point.services.get())
    assert (shown.cell.status, shown.label) == ("behind", TranslationStatus.BEHIND.label)
    assert [(name.endswith(": Porady podatkowe"), to) for name, to in shown.because] == [
        (True, url)
    ]
    assert response.content.decode().count(f'<a href="{url}">{shown.because[0][0]}</a>') == 1


def test_who_does_not_work_in_the_language_gets_its_name(client: Client, point: Any) -> None:
    response = seen_by(client, roles.translators("ru"), reverse("board:index"), locale="uk")
    shown = {row.subject.title: row.cells[0] for row in response.context["rows"]}["Punkt"]
    assert [to for _name, to in shown.because] == [""]


def test_it_counts_and_is_found_as_behind(point: Any) -> None:
    wanted = Filters(
        today=timezone.localdate(),
        kind="points.informationpoint",
        statuses=frozenset({"behind"}),
    )
    board = matrix(wanted, [locale("uk")])
    assert [row.subject.title for row in board.rows] == ["Punkt"]
    assert board.tally[locale("uk").pk]["behind"] == 1
    publish_in(point.services.get())
    assert matrix(wanted, [locale("uk")]).rows == []


def test_the_working_view_names_it_as_well(client: Client, point: Any) -> None:
    url = work_on(point)
    response = seen_by(client, roles.translators("uk"), url)
    assert response.context["standing"].shown_status == TranslationStatus.BEHIND
    assert f'<a href="{work_on(point.services.get())}">' in response.content.decode()
    publish_in(point.services.get())
    assert client.get(url).context["standing"].shown_status == TranslationStatus.CURRENT
