"""Every address of the desk: organisers and administrators open it, nobody else does."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from cms.users import roles
from events.admin.urls import urlpatterns
from events.domain import group_messages
from events.models import CalendarProposal, ExternalCalendar, Group, Registration
from tests.events.organiser_client import client_of, desk
from tests.factories import UserFactory
from tests.factories.events import add_series, open_group, sign_up

pytestmark = pytest.mark.django_db

OTHERS = [role for role in roles.ALL if role != roles.ACTIVITY_ORGANISERS]
HOME = "/admin/"


def scene() -> dict[str, Any]:
    """Return an object for each argument that an address of the desk can have."""
    group = open_group(capacity=3)
    series = add_series(group)
    registration = sign_up(group)
    texts = {"pl": {"subject": "Sala", "text": "Sala 5"}}
    message = group_messages.draft(group, states=["confirmed"], texts=texts, by=None)
    proposal = CalendarProposal.objects.create(
        occurrence=group.occurrences.get(), why="gone", proposed_at=timezone.now()
    )
    return {
        "page_id": group.activity_id,
        "group_id": group.pk,
        "series_id": series.pk,
        "occurrence_id": group.occurrences.get().pk,
        "registration_id": registration.pk,
        "message_id": message.pk,
        "calendar_id": ExternalCalendar.objects.create(name="A", url="https://a.example").pk,
        "proposal_id": proposal.pk,
        "decision": "confirm",
    }


def addresses(objects: dict[str, Any]) -> dict[str, str]:
    """Return every address; one with an argument that the scene has not fails the tests."""
    return {each.name: _address(each, objects) for each in urlpatterns if each.name}


def _address(pattern: URLPattern, objects: dict[str, Any]) -> str:
    wanted = {name: objects[name] for name in pattern.pattern.converters}
    return reverse(f"events:{pattern.name}", kwargs=wanted)


def is_refused(client: Client, method: str, url: str) -> bool:
    """Wagtail sends people without a right home, and strangers to the log-in."""
    answer = getattr(client, method)(url)
    target = answer.headers.get("Location", "")
    return target == HOME or target.startswith("/admin/login/")


@pytest.mark.parametrize("role", [roles.ACTIVITY_ORGANISERS, "administrator"])
def test_organisers_and_administrators_reach_every_address(role: str) -> None:
    urls = addresses(scene())
    is_admin = role == "administrator"
    account = UserFactory(administrator=True) if is_admin else UserFactory(role=role)
    client = client_of(account)
    assert [name for name, url in urls.items() if is_refused(client, "get", url)] == []


# Roles only add rights: where somebody who has all others gets nowhere, none of them does. Each
# alone is for the long tests.
@pytest.mark.parametrize(
    "held",
    [
        pytest.param(OTHERS, id="all others"),
        pytest.param([], id="stranger"),
        *(pytest.param([role], id=role, marks=pytest.mark.chaos) for role in OTHERS),
    ],
)
def test_nobody_else_reaches_any_or_changes_anything(held: list[str]) -> None:
    urls = addresses(scene())
    client = client_of(UserFactory(role=held) if held else None)
    for method in ("get", "post"):
        assert [name for name, url in urls.items() if not is_refused(client, method, url)] == []
    assert Registration.objects.get().state == "confirmed"
    assert CalendarProposal.objects.get().decision == ""
    assert Group.objects.get().cancelled_at is None


def test_who_may_only_read_changes_nothing() -> None:
    objects = scene()
    account = UserFactory()
    may_enter = Permission.objects.get(codename="access_admin")
    account.user_permissions.add(may_enter, Permission.objects.get(codename="view_registration"))
    client = client_of(account)
    assert client.get(desk("group", objects["group_id"])).status_code == 200
    assert is_refused(client, "post", desk("person_take_off", objects["registration_id"]))
    assert Registration.objects.get().state == "confirmed"
    assert CalendarProposal.objects.get().decision == ""


def test_answers_with_personal_data_are_kept_by_no_cache() -> None:
    objects = scene()
    client = client_of(UserFactory(role=roles.ACTIVITY_ORGANISERS))
    answer = client.get(desk("person", objects["registration_id"]))
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))


def test_the_menu_leads_only_organisers_to_the_desk() -> None:
    shown = {}
    for role in (roles.ACTIVITY_ORGANISERS, roles.AUTHORS):
        account = UserFactory(role=role)
        shown[role] = desk("desk") in client_of(account).get(HOME).content.decode()
    assert shown == {roles.ACTIVITY_ORGANISERS: True, roles.AUTHORS: False}
