"""Rights taken from a whole group since a copy do not come back with it; the last word counts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.core import erasure_ledger
from tests.factories import ContentPageFactory, UserFactory
from tests.project.admin_requests.filled_forms import form_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def began() -> datetime:
    """Return when the copy was taken: before all that a test does."""
    return timezone.now()


def permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


def root() -> Any:
    return Page.objects.get(depth=1)


def collection() -> Any:
    return Collection.get_first_root_node()


def hold(group: Group) -> None:
    """Give a group one right of each sort, past all signals, as a copy of the database does."""
    through = Group.permissions.through
    through.objects.get_or_create(group=group, permission=permission("access_admin"))
    rows = (
        GroupPagePermission(group=group, page=root(), permission=permission("publish_page")),
        GroupCollectionPermission(
            group=group, collection=collection(), permission=permission("change_image")
        ),
    )
    for row in rows:
        if not rights(group)[row._meta.model_name]:
            row.save_base(raw=True)


def made() -> Group:
    group = Group.objects.create(name="Gmina")
    group.permissions.add(permission("access_admin"))
    hold(group)
    return group


def rights(group: Group) -> dict[Any, bool]:
    return {
        "permission": group.permissions.exists(),
        "grouppagepermission": GroupPagePermission.objects.filter(group=group).exists(),
        "groupcollectionpermission": group.collection_permissions.exists(),
    }


def send(group: Group, without: Callable[[str], bool]) -> None:
    """Save the group's form with what a browser would send, but for some of it."""
    client, url = Client(), reverse("wagtailusers_groups:edit", args=[group.pk])
    client.force_login(UserFactory(administrator=True))
    body = form_at(client.get(url).content.decode(), url)
    kept = {name: values for name, values in body.items() if not without(name)}
    assert client.post(url, kept).status_code == 302


WAYS: Final[dict[str, tuple[str, Callable[[Group], Any]]]] = {
    "removed": ("permission", lambda one: one.permissions.remove(permission("access_admin"))),
    "set": ("permission", lambda one: one.permissions.set([])),
    "cleared": ("permission", lambda one: one.permissions.clear()),
    "groups removed": ("permission", lambda _one: permission("access_admin").group_set.set([])),
    "groups cleared": ("permission", lambda _one: permission("access_admin").group_set.clear()),
    "in the form": ("permission", lambda one: send(one, lambda name: name == "permissions")),
    "of pages": (
        "grouppagepermission",
        lambda one: GroupPagePermission.objects.filter(group=one).delete(),
    ),
    "of pages in the form": (
        "grouppagepermission",
        lambda one: send(one, lambda name: name.startswith("page_permissions-0-permissions")),
    ),
    "of files": (
        "groupcollectionpermission",
        lambda one: one.collection_permissions.all().delete(),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_taken_is_taken_again_and_nothing_else(way: str, began: datetime) -> None:
    group = made()
    right, take = WAYS[way]
    take(group)
    assert not rights(group)[right]
    hold(group)
    erasure_ledger.replay(began)
    kept = rights(group)
    assert (kept.pop(right), all(kept.values())) == (False, True)


def test_the_last_word_counts(began: datetime, django_capture_on_commit_callbacks: Any) -> None:
    group = made()
    with django_capture_on_commit_callbacks(execute=True):
        group.permissions.clear()
        GroupPagePermission.objects.filter(group=group).delete()
        group.permissions.add(permission("access_admin"))
        given = GroupPagePermission(group=group, page=root(), permission=permission("publish_page"))
        GroupPagePermission.objects.bulk_create([given])
    group.collection_permissions.all().delete()
    hold(group)
    erasure_ledger.replay(began)
    assert [name for name, held in rights(group).items() if not held] == [
        "groupcollectionpermission"
    ]


def test_what_ended_with_its_page_is_no_right_that_was_taken(began: datetime) -> None:
    page, group = ContentPageFactory(), Group.objects.create(name="Gmina")
    GroupPagePermission.objects.create(
        group=group, page=page, permission=permission("publish_page")
    )
    page.delete()
    assert erasure_ledger.replay(began) == 0


def test_a_group_or_a_right_that_the_copy_does_not_know_stops_nothing(began: datetime) -> None:
    group = made()
    group.permissions.clear()
    GroupPagePermission.objects.filter(group=group).delete()
    group.delete()
    assert erasure_ledger.replay(began) > 0


def test_what_is_given_at_once_is_one_file(django_capture_on_commit_callbacks: Any) -> None:
    group, storage = Group.objects.create(name="Powiat"), storages[erasure_ledger.STORAGE]
    made().permissions.clear()
    before = len(storage.listdir("")[1])
    page, names = root(), ["publish_page", "change_page", "lock_page"]
    rows = [
        GroupPagePermission(group=group, page=page, permission=permission(name)) for name in names
    ]
    with django_capture_on_commit_callbacks(execute=True):
        group.permissions.set(Permission.objects.all())
        GroupPagePermission.objects.bulk_create(rows)
    assert len(storage.listdir("")[1]) == before + 2
    group.permissions.clear()
    assert len(storage.listdir("")[1]) == before + 3
