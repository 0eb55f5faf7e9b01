"""``manage.py setup``: what it makes, that it changes nothing twice, and who may do what after."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
)

from cms.content.pages.models import HomePage
from cms.core import locales
from cms.project.site_setup import run_setup
from cms.users import roles
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

# Page rights by role and by the home that they are given on: the whole table.
PAGE_RIGHTS: Final = {
    (roles.AUTHORS, "pl"): {"add", "change"},
    (roles.LEGAL_REVIEWERS, "pl"): {"change", "lock"},
    (roles.PUBLISHERS, "pl"): {"add", "change", "publish", "bulk_delete", "lock", "unlock"},
    **{(roles.translators(code), code): {"change"} for code in ("en", "ru", "uk")},
    **{
        (roles.language_reviewers(code), code): {"change", "publish", "lock", "unlock"}
        for code in ("en", "ru", "uk")
    },
}


def dump() -> dict[str, list[Any]]:
    """Return every row of every table, but those that only say when something was looked at."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed and model._meta.app_label not in {"sessions", "jobs", "django_q"}
    }


def page_rights() -> dict[tuple[str, str], set[str]]:
    """Return the verbs by role and by the slug of the page that they are given on."""
    found: dict[tuple[str, str], set[str]] = {}
    ours = GroupPagePermission.objects.filter(group__name__in=roles.ALL)
    for right in ours.select_related("group", "page", "permission"):
        key = (right.group.name, right.page.slug)
        found.setdefault(key, set()).add(right.permission.codename.removesuffix("_page"))
    return found


def test_a_second_run_changes_nothing() -> None:
    before = dump()
    call_command("setup")
    assert dump() == before


def test_each_locale_has_a_live_home_at_its_code() -> None:
    homes = HomePage.objects.filter(depth=2, live=True)
    found = {(home.locale.language_code, home.slug, home.url_path) for home in homes}
    assert found == {(code, code, f"/{code}/") for code in locales.CODES}
    assert len({home.translation_key for home in homes}) == 1


def test_homes_are_all_there_is_below_the_root() -> None:
    assert Page.get_first_root_node().get_children().count() == len(locales.CODES)
    assert set(Locale.objects.values_list("language_code", flat=True)) == set(locales.CODES)


def test_the_site_is_the_polish_home_at_the_public_address(settings: Any) -> None:
    settings.SITE_URL = "https://sprawa.example.org"
    run_setup()
    site = Site.objects.get()
    found = (site.hostname, site.port, site.is_default_site, site.root_page.slug)
    assert found == ("sprawa.example.org", 443, True, "pl")


def test_page_rights_are_those_of_the_table() -> None:
    assert page_rights() == PAGE_RIGHTS


@pytest.mark.parametrize("role", roles.ALL)
def test_every_role_may_open_the_admin(role: str) -> None:
    assert UserFactory(role=role).has_perm("wagtailadmin.access_admin")


def add_page_right() -> None:
    GroupPagePermission.objects.create(
        group=Group.objects.get(name=roles.translators("uk")),
        page=HomePage.objects.get(slug="ru"),
        permission_type="publish",
    )


def add_model_right() -> None:
    group = Group.objects.get(name=roles.AUTHORS)
    group.permissions.set(Group.objects.get(name=roles.PUBLISHERS).permissions.all())


def remove_files_right() -> None:
    GroupCollectionPermission.objects.filter(group__name=roles.AUTHORS).delete()


def rights_dump() -> set[tuple[str, ...]]:
    files = GroupCollectionPermission.objects.values_list(
        "group__name", "collection__name", "permission__codename"
    )
    models = Group.objects.values_list("name", "permissions__codename")
    pages = GroupPagePermission.objects.values_list(
        "group__name", "page__slug", "permission__codename"
    )
    return {*files, *models, *pages}


@pytest.mark.parametrize("spoil", [add_page_right, add_model_right, remove_files_right])
def test_rights_of_the_products_roles_are_put_back(spoil: Callable[[], None]) -> None:
    before = rights_dump()
    spoil()
    assert rights_dump() != before
    run_setup()
    assert rights_dump() == before


def test_an_administrators_workflow_stays() -> None:
    other = Workflow.objects.create(name="Own", active=True)
    WorkflowPage.objects.filter(page__slug="uk").update(workflow=other)
    run_setup()
    assert WorkflowPage.objects.get(page__slug="uk").workflow == other


def test_titles_that_editors_changed_stay() -> None:
    HomePage.objects.filter(slug="uk").update(title="Наша справа")
    run_setup()
    assert HomePage.objects.get(slug="uk").title == "Наша справа"
