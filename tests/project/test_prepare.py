"""``manage.py prepare`` on a site that is set up, and on one that lost something."""

import fcntl
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate
from wagtail.models import Locale, Page

from cms.users import roles

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def state() -> tuple[list[str], list[str], list[str]]:
    return (
        sorted(Locale.objects.values_list("language_code", flat=True)),
        sorted(Page.objects.filter(depth=2).values_list("url_path", flat=True)),
        sorted(Group.objects.values_list("name", flat=True)),
    )


def test_preparing_again_changes_nothing() -> None:
    before = state()
    call_command("prepare", stdout=StringIO())
    assert state() == before
    assert before[:2] == (["en", "pl", "ru", "uk"], ["/en/", "/pl/", "/ru/", "/uk/"])


def test_a_lost_role_comes_back() -> None:
    Group.objects.get(name=roles.AUTHORS).delete()
    call_command("prepare", stdout=StringIO())
    assert Group.objects.filter(name=roles.AUTHORS).exists()


def is_locked() -> bool:
    """Tell whether somebody holds the lock for which whoever else prepares this database waits."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                " WHERE locktype = 'advisory' AND datname = current_database()"
            )
            return bool(cursor.fetchone() != (0,))
    with (settings.VAR_DIR / "prepare.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_nobody_else_prepares_meanwhile() -> None:
    found: set[bool] = set()

    def look(**_kwargs: object) -> None:
        found.add(is_locked())

    post_migrate.connect(look)
    try:
        call_command("prepare", stdout=StringIO())
    finally:
        post_migrate.disconnect(look)
    assert (found, is_locked()) == ({True}, False)
