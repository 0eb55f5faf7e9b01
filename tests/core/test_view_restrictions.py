"""What was closed since a copy does not come back open with it; the last word counts."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
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


def set_privacy(page: Any, kind: str, **more: Any) -> None:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    assert client.post(url, {"restriction_type": kind, "password": "x", **more}).status_code == 200


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
    erasure_ledger.replay(began)
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


def test_who_may_see_a_closed_page_may_see_it_after_a_restore(began: datetime) -> None:
    page, group = ContentPageFactory(), Group.objects.create(name="Rodzice")
    set_privacy(page, "groups", groups=[group.pk])
    restore()
    erasure_ledger.replay(began)
    closed = PageViewRestriction.objects.get()
    assert (closed.restriction_type, [*closed.groups.all()]) == ("groups", [group])


def test_a_page_closed_for_everybody_logged_in_is_so_again(began: datetime) -> None:
    page = ContentPageFactory()
    set_privacy(page, "login")
    restore()
    erasure_ledger.replay(began)
    assert PageViewRestriction.objects.get().restriction_type == "login"


def test_whom_a_closed_place_was_closed_for_since_stays_out() -> None:
    page, group = ContentPageFactory(), Group.objects.create(name="Rodzice")
    set_privacy(page, "login")
    began = timezone.now()
    set_privacy(page, "groups", groups=[group.pk])
    PageViewRestriction.objects.update(restriction_type="login")  # As the copy has it.
    PageViewRestriction.groups.through.objects.all()._raw_delete("default")
    erasure_ledger.replay(began)
    closed = PageViewRestriction.objects.get()
    assert (closed.restriction_type, [*closed.groups.all()]) == ("groups", [group])


def test_a_password_that_was_changed_since_opens_nothing() -> None:
    page = ContentPageFactory()
    set_privacy(page, "password", password="old")
    began = timezone.now()
    set_privacy(page, "password", password="new")
    PageViewRestriction.objects.update(password="old")
    erasure_ledger.replay(began)
    closed = PageViewRestriction.objects.get()
    assert (closed.restriction_type, closed.groups.count()) == ("groups", 0)
    assert all(b"new" not in file for file in ledger_files())


def ledger_files() -> list[bytes]:
    storage = storages[erasure_ledger.STORAGE]
    return [storage.open(name).read() for name in storage.listdir("")[1]]


def test_a_group_that_the_copy_does_not_know_is_left_out(began: datetime) -> None:
    page, group = ContentPageFactory(), Group.objects.create(name="Rodzice")
    set_privacy(page, "groups", groups=[group.pk])
    restore()
    Group.objects.filter(pk=group.pk).delete()
    erasure_ledger.replay(began)
    assert PageViewRestriction.objects.get().groups.count() == 0
