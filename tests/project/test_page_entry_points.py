"""What must hold of a page holds by whichever way somebody changes it.

The page is live, and a draft of it waits for the lawyers: publishers and authors do not decide.
"""

import inspect
import pkgutil
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail import actions
from wagtail.models import Page, PageLogEntry, Revision

from cms.background.jobs.runner import run_due
from cms.content.editorial.domain import due_for_review
from cms.content.pages.models import ContentPage
from cms.core.publication.page_actions import _ACTIONS, LockedError, NeededError
from cms.translation.releases.domain import lifecycle, urgent
from cms.translation.releases.enums import ReleaseState
from cms.translation.releases.models import Release
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.events import ActivityPageFactory, open_group
from tests.translation.base import shown_state
from tests.translation.base.test_publication_paths import form_of
from tests.translation.base.translation_steps import fresh, run_checks

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
Door = Callable[[ContentPage, User], object]


def in_legal_review() -> ContentPage:
    page = ContentPageFactory(lead="Stare zdanie.")
    draft = fresh(page)
    draft.lead = "Nowe zdanie."
    draft.save_revision()
    draft.get_workflow().start(fresh(page), UserFactory(role=roles.AUTHORS))
    run_checks()
    found: ContentPage = fresh(page)
    return found


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_api(action: str, status: int = 409, **data: Any) -> Door:
    def act(page: ContentPage, user: User) -> Any:
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        response = client_of(user).post(url, {**shown_state.by_api(page, action), **data})
        assert (response.status_code, bool(response.json()["message"])) == (status, True)

    return act


def _shown(action: str, page: ContentPage) -> dict[str, Any]:
    return shown_state.in_bulk(page) if action == "publish" else shown_state.whole(page)


def in_bulk(action: str) -> Door:
    def act(page: ContentPage, user: User) -> Any:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return client_of(user).post(f"{url}?id={page.pk}", _shown(action, page))

    return act


def in_the_editor(page: ContentPage, user: User) -> Any:
    body = form_of(page, lead="Jeszcze inne.", **{"action-publish": "1"})
    return client_of(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), body)


def at_an_address(name: str) -> Door:
    return lambda page, user: client_of(user).post(
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), shown_state.whole(page)
    )


def refused(act: Callable[[ContentPage, User], object]) -> Door:
    def run(page: ContentPage, user: User) -> None:
        with pytest.raises(LockedError):
            act(page, user)

    return run


def revert(page: ContentPage, user: User) -> None:
    first = page.revisions.order_by("pk")[0]
    actions.revert_to_page_revision.RevertToPageRevisionAction(page, first, user=user).execute()


def revert_by_api(page: ContentPage, user: User) -> None:
    by_api("revert_to_page_revision", revision_id=page.revisions.order_by("pk")[0].pk)(page, user)


def move_within(page: ContentPage, user: User) -> None:
    page.move(page.get_parent(), pos="first-child", user=user)


def in_a_release(page: ContentPage, user: User) -> None:
    release = lifecycle.plan([page], [], user=user, at=timezone.now() + timedelta(hours=1))
    Release.objects.filter(pk=release.pk).update(go_live_at=timezone.now())
    lifecycle.run_due()
    run_due()
    release.refresh_from_db()
    assert (release.state, bool(release.problems)) == (ReleaseState.FAILED, True)


PUBLISHING: dict[str, Door] = {
    "release": in_a_release,
    "editor": in_the_editor,
    "bulk": in_bulk("publish"),
    "api": by_api("publish"),
    "shell": refused(lambda page, user: page.latest_revision.publish(user=user)),
    "shell without a name": refused(lambda page, _user: page.latest_revision.publish()),
    "urgently": refused(lambda page, user: urgent.publish_urgently(page, user=user)),
    "reviewed today": refused(
        lambda page, user: due_for_review.mark_reviewed(_without_changes(page), user)
    ),
}
DELETING: dict[str, Door] = {
    "editor": at_an_address("delete"),
    "bulk": in_bulk("delete"),
    "api": by_api("delete"),
    "shell": refused(lambda page, user: page.delete(user=user)),
    "shell without a name": refused(lambda page, _user: page.delete()),
    "with what is above": refused(lambda page, user: page.get_parent().delete(user=user)),
}
OTHERS: dict[str, Door] = {
    "unpublish in bulk": in_bulk("unpublish"),
    "unpublish by api": by_api("unpublish", 403),  # Wagtail's own rights know locks.
    "unpublish at its address": at_an_address("unpublish"),
    "revert by api": revert_by_api,
    "revert in the shell": refused(revert),
    "move": refused(move_within),
}


def _without_changes(page: ContentPage) -> ContentPage:
    page.has_unpublished_changes = False
    return page


def standing(page: Page) -> tuple[Any, ...]:
    """Return what nobody but its reviewers may change, and what the history says of it."""
    found = fresh(page)
    said = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
    return (
        (found.live, found.lead, found.path, found.latest_revision_id),
        found.workflow_in_progress,
        sorted(said),
        Page.objects.get(pk=found.get_parent().pk).numchild,
    )


def check(act: Door, role: str) -> None:
    page = in_legal_review()
    before = standing(page)
    act(page, UserFactory(role=role))
    assert standing(page) == before


@pytest.mark.parametrize("door", PUBLISHING)
def test_nobody_publishes_what_the_lawyers_are_reading(door: str) -> None:
    check(PUBLISHING[door], roles.PUBLISHERS)


@pytest.mark.parametrize("door", DELETING)
def test_nobody_deletes_what_the_lawyers_are_reading(door: str) -> None:
    check(DELETING[door], roles.PUBLISHERS)


@pytest.mark.parametrize("door", OTHERS)
def test_nobody_changes_what_the_lawyers_are_reading(door: str) -> None:
    check(OTHERS[door], roles.PUBLISHERS)


@pytest.mark.parametrize("door", ["revert by api", "revert in the shell"])
def test_authors_take_nothing_back_that_is_in_review(door: str) -> None:
    check(OTHERS[door], roles.AUTHORS)


@pytest.mark.parametrize("door", [*PUBLISHING, *DELETING, "unpublish by api"])
def test_a_locked_page_is_left_to_who_locked_it(door: str) -> None:
    page = ContentPageFactory()
    draft = fresh(page)
    draft.lead = "Nowe zdanie."
    draft.save_revision()
    holder = UserFactory(role=roles.PUBLISHERS)
    ContentPage.objects.filter(pk=page.pk).update(locked=True, locked_by=holder)
    before = standing(page)
    (PUBLISHING | DELETING | OTHERS)[door](fresh(page), UserFactory(role=roles.PUBLISHERS))
    assert standing(page) == before


def test_who_locked_a_page_publishes_it() -> None:
    page = ContentPageFactory(draft=True)
    holder = UserFactory(role=roles.PUBLISHERS)
    ContentPage.objects.filter(pk=page.pk).update(locked=True, locked_by=holder)
    fresh(page).latest_revision.publish(user=holder)
    assert fresh(page).live


def test_what_was_planned_before_goes_live_at_its_time() -> None:
    page = ContentPageFactory(draft=True)
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    ContentPage.objects.filter(pk=page.pk).update(locked=True)
    call_command("publish_scheduled")
    assert fresh(page).live


def test_every_action_of_wagtail_is_guarded() -> None:
    modules = [
        import_module(f"wagtail.actions.{found.name}")
        for found in pkgutil.iter_modules(actions.__path__)
    ]
    classes = {
        found
        for module in modules
        for _name, found in inspect.getmembers(module, inspect.isclass)
        if "execute" in vars(found)
    }
    assert classes == set(_ACTIONS)


def kept_by_a_group() -> Page:
    return open_group(ActivityPageFactory()).activity


def delete_in_the_shell(page: Page, _user: User) -> None:
    with pytest.raises(NeededError):
        fresh(page).delete()


def delete_many(page: Page, _user: User) -> None:
    with pytest.raises(Exception, match="protected"):
        Page.objects.filter(pk=page.pk).delete()


@pytest.mark.parametrize(
    "act", [by_api("delete"), in_bulk("delete"), delete_in_the_shell, delete_many]
)
def test_a_refused_deletion_leaves_no_trace(act: Door) -> None:
    activity = Page.objects.get(pk=kept_by_a_group().pk)
    parent, administrator = activity.get_parent(), UserFactory(administrator=True)
    before = PageLogEntry.objects.count()
    act(activity, administrator)
    assert Page.objects.get(pk=parent.pk).numchild == parent.get_children().count()
    assert (Page.objects.filter(pk=activity.pk).exists(), PageLogEntry.objects.count()) == (
        True,
        before,
    )
