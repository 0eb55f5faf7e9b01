"""A page in Ukrainian, and who works on it."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation as language
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import start


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Read messages as they stand in the code."""
    with language.override("en"):
        yield


@pytest.fixture
def translation(db: None) -> Translation:
    """A page with a title, a slug and a lead; nothing is translated yet."""
    return start(ContentPageFactory(title="Praca", slug="praca", lead="Jak znaleźć <b>pracę</b>."))


@pytest.fixture
def user(db: None) -> User:
    """A translator who reads the admin in English: sentences are compared as the code has them."""
    person = UserFactory(role=roles.translators("uk"))
    UserProfile.objects.create(user=person, preferred_language="en")
    return person


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
