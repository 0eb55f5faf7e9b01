"""A Ukrainian translation on the bench."""

from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import StringSegment, Translation

from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import start

BODY = [{"type": "rich_text", "value": '<p>Zadzwoń do <a href="https://example.org/">nas</a>.</p>'}]


@pytest.fixture
def translation() -> Translation:
    page = ContentPageFactory(
        title="Mieszkanie", slug="mieszkanie", lead="Jak wynająć mieszkanie.", body=BODY
    )
    return start(page)


@pytest.fixture
def translator() -> User:
    return UserFactory(role=roles.translators("uk"), first_name="Oksana", last_name="Koval")


@pytest.fixture
def reviewer() -> User:
    return UserFactory(role=roles.language_reviewers("uk"), first_name="Taras", last_name="Melnyk")


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def segment(translation: Translation, path: str) -> int:
    """Return the id of the first segment at a content path, or below a field."""
    found = StringSegment.objects.filter(
        source=translation.source, context__path__startswith=path
    ).order_by("order")
    return found.values_list("pk", flat=True)[0]


JSON: Any = {"HTTP_ACCEPT": "application/json"}
