"""What was closed since a copy does not come back open with it; the last word counts."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.core import erasure_ledger
from tests.factories import ContentPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def began() -> datetime:
    """Return when the copy was taken: before all that a test does."""
    return timezone.now()


def set_privacy(page: Any, kind: str) -> None:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    assert client.post(url, {"restriction_type": kind, "password": "x"}).status_code == 200


def restore() -> None:
    """Bring back a copy of before: nothing is closed, and no signal says so."""
    for model in (PageViewRestriction, CollectionViewRestriction):
        model.groups.through.objects.all()._raw_delete("default")
        model.objects.all()._raw_delete("default")


def is_public(page: Any, client: Client) -> bool:
    return bool(client.get(f"/api/v2/pages/{page.pk}/").status_code == 200)


def test_a_page_that_was_closed_is_closed_again(began: datetime, client: Client) -> None:
    page, other = ContentPageFactory(), ContentPageFactory()
    set_privacy(page, "login")
    restore()
    assert is_public(page, client)
    for _twice in range(2):
        erasure_ledger.replay(began)
    assert (is_public(page, client), is_public(other, client)) == (False, True)
    assert PageViewRestriction.objects.filter(page=page).count() == 1


def test_a_page_that_was_opened_since_is_left_as_the_copy_has_it(
    began: datetime, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = ContentPageFactory()
    with django_capture_on_commit_callbacks(execute=True):
        set_privacy(page, "login")
        set_privacy(page, "none")
    restore()
    erasure_ledger.replay(began)
    assert is_public(page, client)


def test_a_collection_that_was_closed_is_closed_again(began: datetime) -> None:
    collection = Collection.get_first_root_node().add_child(name="Prywatne")
    closed = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )
    restore()
    erasure_ledger.replay(began)
    again = CollectionViewRestriction.objects.get()
    assert (again.collection, again.pk == closed.pk) == (collection, False)


def test_a_page_that_the_copy_does_not_know_stops_nothing(began: datetime) -> None:
    page = ContentPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.delete()
    assert erasure_ledger.replay(began) == 1
    assert not PageViewRestriction.objects.exists()


def test_what_is_loaded_from_a_file_is_no_closing_of_now(
    began: datetime, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = ContentPageFactory()
    closed = PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN)
    with django_capture_on_commit_callbacks(execute=True):
        closed.save_base(raw=True)  # As deserialising does.
    restore()
    erasure_ledger.replay(began)
    assert is_public(page, client)
