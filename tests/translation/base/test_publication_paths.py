"""Nothing untranslated, machine-made or unreviewed goes live, whichever path somebody takes.

Each path is taken with the guard and without it: without, it must lead through, or the test would
show nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation

from cms.content.pages.models import ContentPage, HomePage
from cms.translation.base.domain import translation_drafts
from cms.translation.base.domain.errors import TranslationError
from cms.translation.review.models import AutomaticChecksTask
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.kept_objects import in_one_transaction
from tests.translation.base.translation_steps import (
    asking,
    edit,
    fresh,
    locale,
    publish_in,
    row,
    run_checks,
    start,
    translate,
)

from . import shown_state

pytestmark = pytest.mark.django_db

CODE: Final = "uk"
NEW: Final = "Nowy tekst, trzy zdania temu."


def client_of(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def post(user: User, url: str, data: dict[str, Any]) -> None:
    """Send a form; a refusal is an answer, never a broken page."""
    assert client_of(user).post(url, data).status_code < 500


# --- What must not go live: a live page with one new text that is not ready. ---------------------


@pytest.fixture(scope="module")
def page_behind(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """Keep the number of the page's translation, for all tests of this file."""
    del django_db_setup
    with in_one_transaction(django_db_blocker):
        page = ContentPageFactory(title="Praca", slug="praca", lead="Dawny tekst.")
        publish_in(page, CODE)
        edit(page, lead=NEW)
        yield Translation.objects.get(source__object_id=page.translation_key).pk


@pytest.fixture
def behind(page_behind: int) -> Translation:
    found: Translation = Translation.objects.get(pk=page_behind)
    return found


def untranslated(_translation: Translation) -> User:
    return UserFactory(administrator=True)


def machine_made(translation: Translation) -> User:
    translate(translation)
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    StringTranslation.objects.filter(translation_of__data=NEW).update(
        translation_type=machine, tool_name="Dummy"
    )
    return UserFactory(administrator=True)


def written_by_the_publisher(translation: Translation) -> User:
    translate(translation)
    reviewer = UserFactory(role=roles.language_reviewers(CODE))
    StringTranslation.objects.filter(translation_of__data=NEW).update(last_translated_by=reviewer)
    return reviewer


def read_by_nobody(translation: Translation) -> User:
    """Complete the translation; return somebody who publishes in other languages."""
    translate(translation)
    return UserFactory(role=roles.PUBLISHERS)


FAULTS: Final = [untranslated, machine_made, written_by_the_publisher, read_by_nobody]


# --- Paths to the public. ------------------------------------------------------------------------


def by_the_translation_editor(translation: Translation, user: User) -> None:
    target = translation.get_target_instance()
    post(user, reverse("wagtailadmin_pages:edit", args=[target.pk]), asking(target, "publish"))


def by_syncing_the_source(translation: Translation, user: User) -> None:
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    post(user, url, {"publish_translations": "on"})


def by_saving_the_target(translation: Translation, user: User) -> None:
    with suppress(TranslationError):
        translation.save_target(user=user, publish=True)


def by_submitting_again(translation: Translation, user: User) -> None:
    with suppress(TranslationError):
        source, target_locale = translation.source, translation.target_locale
        options = {"publish": True, "fallback": True}
        source.create_or_update_translation(target_locale, user=user, **options)


def by_the_draft(translation: Translation, user: User) -> None:
    revision = translation_drafts.save_draft(translation)
    with suppress(TranslationError):
        revision.publish(user=user, skip_permission_checks=True)


def by_nobody(translation: Translation, _user: User) -> None:
    revision = translation_drafts.save_draft(translation)
    with suppress(TranslationError):
        revision.publish()


def by_the_bulk_action(translation: Translation, user: User) -> None:
    translation_drafts.save_draft(translation)
    target = translation.get_target_instance()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    post(user, f"{url}?id={target.pk}", shown_state.in_bulk(target))


def by_the_api_of_the_admin(translation: Translation, user: User) -> None:
    translation_drafts.save_draft(translation)
    target = translation.get_target_instance()
    post(
        user,
        reverse("wagtailadmin_api:pages:action", args=[target.pk, "publish"]),
        shown_state.by_api(target),
    )


def by_a_schedule(translation: Translation, user: User) -> None:
    draft = translation_drafts.save_draft(translation).as_object()
    draft.go_live_at = timezone.now() + timedelta(seconds=1)
    revision = draft.save_revision(user=user)
    with suppress(TranslationError):
        revision.publish(user=user, skip_permission_checks=True)
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=past)
    content = {**revision.content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    call_command("publish_scheduled")


def by_a_schedule_in_the_table(translation: Translation, _user: User) -> None:
    """Publish what was approved by somebody who wrote into the table."""
    revision = translation_drafts.save_draft(translation)
    due = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due)
    call_command("publish_scheduled")


def by_approving_in_the_admin(translation: Translation, user: User) -> None:
    target = in_review(translation)
    task_state = target.current_workflow_task_state
    if task_state is not None:
        args = [target.pk, "approve", task_state.pk]
        url = reverse("wagtailadmin_pages:workflow_action", args=args)
        post(user, shown_state.deciding(url, target), {"comment": ""})
        run_checks()


def by_approving(translation: Translation, user: User) -> None:
    """Approve every step, as code might that asks for no rights."""
    target = in_review(translation)
    for _step in range(2):
        task_state = fresh(target).current_workflow_task_state
        if task_state is not None:
            with suppress(TranslationError):
                task_state.approve(user=user)


def in_review(translation: Translation) -> Any:
    """Put a draft of what there is into review, past our own service and without checks."""
    AutomaticChecksTask.objects.update(checks=[])
    translation_drafts.save_draft(translation)
    target = fresh(translation.get_target_instance())
    target.get_workflow().start(target, UserFactory(role=roles.translators(CODE)))
    run_checks()
    return fresh(target)


def by_hand_after_stopping(translation: Translation, user: User) -> None:
    """Stop the translation and publish its draft in Wagtail's own editor."""
    draft = translation_drafts.save_draft(translation).as_object()
    Translation.objects.update(enabled=False)
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    post(user, url, form_of(draft, **{"action-publish": "1"}))


def by_going_back_to_a_draft(translation: Translation, user: User) -> None:
    """Publish an earlier draft from the history, in Wagtail's own editor."""
    revision = translation_drafts.save_draft(translation)
    draft = revision.as_object()
    Translation.objects.update(enabled=False)
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    data = form_of(draft, revision=str(revision.pk), **{"action-publish": "1"})
    post(user, url, data)


def form_of(page: ContentPage, **extra: str) -> dict[str, str]:
    """Return what Wagtail's page editor posts."""
    return {
        **shown_state.opened(page),
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **extra,
    }


# These make a revision by hand. Administrators may, and may stand for their own work, so what a
# machine wrote is tried by a reviewer; the source's text is refused to everybody.
BY_HAND: Final = [by_a_schedule, by_hand_after_stopping, by_going_back_to_a_draft]
PATHS: Final = [
    by_the_translation_editor,
    by_syncing_the_source,
    by_saving_the_target,
    by_submitting_again,
    by_the_draft,
    by_nobody,
    by_the_bulk_action,
    by_the_api_of_the_admin,
    by_a_schedule_in_the_table,
    by_approving_in_the_admin,
    by_approving,
    *BY_HAND,
]
Path = Callable[[Translation, User], None]


def public(translation: Translation) -> tuple[Any, ...]:
    """Return everything readers could tell a change by, and what is to become public."""
    target = translation.get_target_instance()
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False).count()
    return row(target), target.live_revision_id, waiting


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_path_leads_around_the_gate(behind: Translation, fault: Any, path: Path) -> None:
    user = fault(behind)
    before = public(behind)
    path(behind, reviewer_if_by_hand(path, fault, user))
    assert public(behind) == before


def reviewer_if_by_hand(path: Path, fault: Any, user: User) -> User:
    is_own_work = path in BY_HAND and fault is machine_made
    return UserFactory(role=roles.language_reviewers(CODE)) if is_own_work else user


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("guarded", [False], indirect=True, ids=["unguarded"])
@pytest.mark.usefixtures("guarded")
def test_each_path_would_lead_to_the_public(
    path: Path, behind: Translation, django_capture_on_commit_callbacks: Any
) -> None:
    """Show with the untranslated page what the guard is for."""
    user = untranslated(behind)
    before = public(behind)
    with django_capture_on_commit_callbacks(execute=True):
        path(behind, user)
    assert public(behind) != before


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["", "1/"])
def test_the_public_api_writes_nothing(verb: str, address: str) -> None:
    before = list(Page.objects.order_by("pk").values())
    client = client_of(UserFactory(administrator=True))
    answer = getattr(client, verb)(f"/api/v2/pages/{address}", {})
    assert (answer.status_code, list(Page.objects.order_by("pk").values())) == (405, before)


def test_publishing_a_tree_leaves_out_what_is_not_ready(guarded: bool) -> None:
    """Wagtail publishes what is not live below a page; the first refusal undoes all of it."""
    home = HomePage.objects.get(slug=CODE)
    target = start(ContentPageFactory(), CODE).get_target_instance()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    post(
        UserFactory(administrator=True),
        f"{url}?id={home.pk}",
        shown_state.in_bulk(home, target, include_descendants="on"),
    )
    assert fresh(target).live != guarded


def test_what_a_reviewer_has_read_does_go_live(behind: Translation) -> None:
    read_by_nobody(behind)
    by_the_translation_editor(behind, UserFactory(role=roles.language_reviewers(CODE)))
    target = behind.get_target_instance()
    assert (target.lead, target.locale) == (f"[uk] {NEW}", locale(CODE))
