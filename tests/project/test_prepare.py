"""``manage.py prepare`` on a site that is set up, and on one that lost something."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
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
