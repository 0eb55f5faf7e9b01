"""An organiser at the desk, for its tests."""

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.users import roles
from cms.users.models import User
from tests.factories import UserFactory
from tests.project.admin_requests.filled_forms import shown_at


def organiser() -> User:
    """Return somebody who runs activities, and reads English."""
    account: User = UserFactory(role=roles.ACTIVITY_ORGANISERS)
    UserProfile.objects.create(user=account, preferred_language="en")
    return account


def client_of(account: User | None) -> Client:
    client = Client()
    if account is not None:
        client.force_login(account)
    return client


def at_desk() -> Client:
    return client_of(organiser())


def save_at(url: str, body: Mapping[str, object] | None = None) -> Any:
    """Open a form of the desk and send it with other values: an answer of the test client."""
    client = at_desk()
    return client.post(url, {**(body or {}), **shown_at(client, url)})


def desk(name: str, *args: object) -> str:
    return reverse(f"events:{name}", args=args)


def context(client: Client, name: str, *args: object, **query: str) -> dict[str, Any]:
    """Return what a page of the desk shows."""
    answer = client.get(desk(name, *args), query)
    assert answer.status_code == 200
    shown: dict[str, Any] = answer.context
    return shown


def said(answer: HttpResponse) -> list[str]:
    """Return the messages that an act left for the next page."""
    return [str(message).strip() for message in get_messages(answer.wsgi_request)]  # type: ignore[attr-defined]  # The test client's.
