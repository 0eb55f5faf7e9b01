"""What each role may do with pages of each language, asked of Wagtail itself."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from django.test import Client
from wagtail.models import Page

from cms.content.pages.models import HomePage
from cms.users import roles
from events.models import ActivityIndexPage
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import publish_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

LANGUAGES: Final = ("pl", "en", "ru", "uk")
ACTIONS: Final[dict[str, Callable[[Any], bool]]] = {
    "edit": lambda tester: tester.can_edit(),
    "publish": lambda tester: tester.can_publish(),
    "unpublish": lambda tester: tester.can_unpublish(),
    "delete": lambda tester: tester.can_delete(),
    "move": lambda tester: tester.can_move(),
    "restrict": lambda tester: tester.can_set_view_restrictions(),
    "lock": lambda tester: tester.can_lock(),
}
# What is allowed on somebody else's live page; nothing where nothing stands. By Wagtail's rules,
# who may publish may also delete and move.
ALLOWED: Final[dict[tuple[str, str], set[str]]] = {
    (roles.AUTHORS, "pl"): {"edit"},
    (roles.LEGAL_REVIEWERS, "pl"): {"edit", "lock"},
    (roles.PUBLISHERS, "pl"): set(ACTIONS),
    **{(roles.translators(code), code): {"edit"} for code in ("en", "ru", "uk")},
    **{(roles.language_reviewers(code), code): set(ACTIONS) for code in ("en", "ru", "uk")},
}


@pytest.fixture
def pages() -> dict[str, Page]:
    page = ContentPageFactory()
    return {"pl": page, **{code: publish_in(page, code) for code in LANGUAGES[1:]}}


def test_roles_do_in_each_language_what_the_table_says(pages: dict[str, Page]) -> None:
    found = {}
    for role in roles.ALL:
        user = UserFactory(role=role)
        for code, page in pages.items():
            tester = page.permissions_for_user(user)
            found[role, code] = {name for name, may in ACTIONS.items() if may(tester)}
    expected = {(role, code): ALLOWED.get((role, code), set()) for role, code in found}
    assert found == expected


def test_only_those_who_write_polish_add_pages() -> None:
    homes = HomePage.objects.filter(depth=2)
    found = {
        (role, home.slug)
        for role in roles.ALL
        for home in homes
        if home.permissions_for_user(UserFactory(role=role)).can_add_subpage()
    }
    assert found == {(roles.AUTHORS, "pl"), (roles.PUBLISHERS, "pl")}


def test_organisers_write_activities_and_nothing_else() -> None:
    home = HomePage.objects.get(depth=2, slug="pl")
    index = ActivityIndexPage(title="Zajęcia", locale=home.locale)
    home.add_child(instance=index)
    organiser = UserFactory(role=roles.ACTIVITY_ORGANISERS)
    tester = index.permissions_for_user(organiser)
    assert tester.can_add_subpage()
    assert not tester.can_publish()
    assert not home.permissions_for_user(organiser).can_edit()


def test_names_of_roles_are_as_in_the_product() -> None:
    assert roles.ALL == (
        "Authors",
        "Legal reviewers",
        "Publishers",
        "Translators (en)",
        "Translators (ru)",
        "Translators (uk)",
        "Language reviewers (en)",
        "Language reviewers (ru)",
        "Language reviewers (uk)",
        "School coordinators",
        "Advisers",
        "Activity organisers",
    )


def test_publishers_alone_say_where_old_addresses_lead(client: Client) -> None:
    found = {}
    for role in roles.ALL:
        client.force_login(UserFactory(role=role))
        found[role] = client.get("/admin/redirects/add/").status_code
    assert {role for role, status in found.items() if status == 200} == {roles.PUBLISHERS}
