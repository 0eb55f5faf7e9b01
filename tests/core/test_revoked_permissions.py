"""Rights that were taken away since a copy do not come back with it; the last word counts."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.cases.models import Remit
from cms.core import erasure_ledger
from cms.users import roles
from cms.users.models import User
from tests.factories import UserFactory
from tests.project.admin_requests.filled_forms import shown_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
FLAGS: Final = ("is_active", "is_staff", "is_superuser")


@pytest.fixture
def began() -> datetime:
    """Return when the copy was taken: before all that a test does."""
    return timezone.now()


def group() -> Group:
    return Group.objects.get(name=roles.PUBLISHERS)


def permission() -> Permission:
    return Permission.objects.order_by("pk")[0]


def everything() -> User:
    """Return an account with one right of each sort."""
    account: User = UserFactory(role=roles.PUBLISHERS, is_staff=True, is_superuser=True)
    account.user_permissions.add(permission())
    Remit.objects.create(user=account, county="3001")
    return account


def rights(account: User) -> dict[str, bool]:
    found = User.objects.get(pk=account.pk)
    return {
        **{flag: getattr(found, flag) for flag in FLAGS},
        "group": found.groups.exists(),
        "permission": found.user_permissions.exists(),
        "county": found.remits.exists(),
    }


def restore(account: User, began: datetime) -> None:
    """Give the account what the copy has, past all signals, and replay the ledger."""
    QuerySet(User).filter(pk=account.pk).update(**dict.fromkeys(FLAGS, True))
    group, _made = Group.objects.get_or_create(name=roles.PUBLISHERS)
    User.groups.through.objects.get_or_create(user=account, group=group)
    User.user_permissions.through.objects.get_or_create(user=account, permission=permission())
    if not Remit.objects.filter(user=account).exists():
        Remit.objects.bulk_create([Remit(user=account, county="3001")])
    erasure_ledger.replay(began)


def save_without(flag: str) -> Callable[[User], None]:
    def save(account: User) -> None:
        setattr(account, flag, False)
        account.save()

    return save


def save_several(account: User) -> None:
    account.is_superuser = False
    User.objects.bulk_update([account], ["is_superuser"])


def remove_the_person(account: User) -> None:
    group().user_set.remove(account)


def clear_the_group(_account: User) -> None:
    group().user_set.clear()


def save_in_the_form(account: User) -> None:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    body = {"username": account.username, "email": "ewa@example.org", "is_active": "on"}
    url = reverse("wagtailusers_users:edit", args=[account.pk])
    names = {"first_name": "Ewa", "last_name": "Mazur", "is_superuser": "on"}
    assert client.post(url, {**body, **names}).status_code == 302


def take_counties_in_the_form(account: User) -> None:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    url = reverse("desk:remit", args=[account.pk])
    assert client.post(url, shown_at(client, url)).status_code == 302


WAYS: Final[dict[str, tuple[str, Callable[[User], Any]]]] = {
    **{f"saved {flag}": (flag, save_without(flag)) for flag in FLAGS},
    **{
        f"updated {flag}": (
            flag,
            lambda one, flag=flag: User.objects.filter(pk=one.pk).update(**{flag: False}),
        )
        for flag in FLAGS
    },
    "several": ("is_superuser", save_several),
    "group removed": ("group", lambda one: one.groups.remove(group())),
    "groups set": ("group", lambda one: one.groups.set([])),
    "groups cleared": ("group", lambda one: one.groups.clear()),
    "person removed": ("group", remove_the_person),
    "people cleared": ("group", clear_the_group),
    "group in the form": ("group", save_in_the_form),
    "permission": ("permission", lambda one: one.user_permissions.clear()),
    "county": ("county", lambda one: one.remits.all().delete()),
    "county in the form": ("county", take_counties_in_the_form),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_taken_is_taken_again_and_nothing_else(way: str, began: datetime) -> None:
    account = everything()
    right, take = WAYS[way]
    take(account)
    restore(account, began)
    kept = rights(account)
    assert (kept.pop(right), all(kept.values())) == (False, True)


def test_nobody_is_back_in_a_group_that_was_deleted(began: datetime) -> None:
    account, made = everything(), Group.objects.create(name="Guests")
    account.groups.set([made])
    key = made.pk
    made.delete()
    Group.objects.bulk_create([Group(pk=key, name="Guests")])
    User.groups.through.objects.create(user=account, group_id=key)
    erasure_ledger.replay(began)
    assert not account.groups.filter(pk=key).exists()


def test_the_last_word_counts(began: datetime, django_capture_on_commit_callbacks: Any) -> None:
    given, taken = everything(), everything()
    for account in (given, taken):
        with django_capture_on_commit_callbacks(execute=True):
            for held in (False, True):
                User.objects.filter(pk=account.pk).update(**dict.fromkeys(FLAGS, held))
                account.groups.set([group()] if held else [])
                account.user_permissions.set([permission()] if held else [])
                account.remits.all().delete()
            Remit.objects.create(user=account, county="3001")
    taken.groups.clear()
    for account in (given, taken):
        restore(account, began)
    assert all(rights(given).values())
    assert [right for right, held in rights(taken).items() if not held] == ["group"]


def test_nothing_is_given_by_a_restore(
    began: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    account = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        account.groups.add(group())
        User.objects.filter(pk=account.pk).update(is_superuser=True)
    User.groups.through.objects.filter(user=account).delete()
    QuerySet(User).filter(pk=account.pk).update(is_superuser=False)
    assert erasure_ledger.replay(began) == 0
    assert (rights(account)["group"], rights(account)["is_superuser"]) == (False, False)


@pytest.mark.django_db(transaction=True)
def test_a_giving_that_is_rolled_back_has_no_word(began: datetime) -> None:
    account = everything()
    account.groups.clear()
    with transaction.atomic():
        account.groups.add(group())
        transaction.set_rollback(True)
    restore(account, began)
    assert not rights(account)["group"]


def test_another_account_with_the_number_keeps_its_rights(began: datetime) -> None:
    account = everything()
    account.groups.clear()
    QuerySet(User).filter(pk=account.pk).update(date_joined=timezone.now())
    restore(account, began)
    assert rights(account)["group"]


def test_the_ledger_names_nobody(began: datetime) -> None:
    account = everything()
    account.groups.clear()
    account.remits.all().delete()
    facts = [entry.facts for entry in erasure_ledger.since(began)]
    assert {one["account"] for one in facts} == {str(account.pk)}
    for name in (account.username, account.last_name, roles.PUBLISHERS):
        assert not name or name not in json.dumps(facts)


def test_a_right_that_cannot_be_written_down_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    account = everything()

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr(storages[erasure_ledger.STORAGE], "save", full)
    for take in (lambda: account.groups.set([]), lambda: save_without("is_superuser")(account)):
        with pytest.raises(OSError), transaction.atomic():  # noqa: PT011  It has no words.
            take()
    assert all(rights(account).values())
