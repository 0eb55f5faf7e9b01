"""A release that has fired is undone: all of it, or nothing where somebody went on since."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page

from cms.translation.releases.domain import draft_texts, lifecycle, rollback
from cms.translation.releases.domain.release_items import ReleaseRefusedError
from cms.translation.releases.models import Release
from cms.users import roles
from cms.users.models import User
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import edit, fresh, locale, publish_in, state
from tests.translation.releases.release_helpers import drafted, fire, targets

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def publisher() -> User:
    return UserFactory(role=roles.PUBLISHERS)


def fired(page: Page, publisher: User, *codes: str) -> Release:
    at = timezone.now() + timedelta(hours=1)
    release = lifecycle.plan([page], targets(*codes), user=publisher, at=at)
    revision = release.pages.get().revision
    for code in codes if revision else ():
        sent = {row.key: (f"[{code}] nowy", row.version) for row in _texts(revision, code)}
        translator = UserFactory(role=roles.translators(code))
        draft_texts.write(revision, locale(code), sent, user=translator)
        reviewer = UserFactory(role=roles.language_reviewers(code))
        seen = {row.key: row.version for row in _texts(revision, code)}
        draft_texts.accept(revision, locale(code), seen, user=reviewer)
    fire(release)
    assert release.problems == []
    return release


def _texts(revision: object, code: str) -> list[draft_texts.DraftText]:
    return draft_texts.texts(revision, locale(code))  # type: ignore[arg-type]  # Checked by the caller.


def test_the_former_texts_come_back_in_all_its_languages(publisher: User) -> None:
    page = ContentPageFactory(lead="Stary wstęp do strony")
    target = publish_in(page, "uk")
    release = fired(drafted(page, lead="Nowy wstęp do strony"), publisher, "uk")
    assert (fresh(page).lead, fresh(target).lead) == ("Nowy wstęp do strony", "[uk] nowy")
    rollback.undo(release, user=publisher)
    release.refresh_from_db()
    assert (release.state, release.undone_by) == ("undone", publisher)
    assert (fresh(page).lead, fresh(target).lead) == (
        "Stary wstęp do strony",
        "[uk] Stary wstęp do strony",
    )
    assert state(page).status == "current"
    assert fresh(page).get_latest_revision_as_object().lead == "Nowy wstęp do strony"


def test_a_language_that_was_behind_is_behind_again(publisher: User) -> None:
    page = ContentPageFactory(lead="Stary wstęp do strony")
    target = publish_in(page, "uk")
    edit(page, lead="Inny wstęp do strony")
    release = fired(drafted(page, lead="Nowy wstęp do strony"), publisher, "uk")
    assert state(page).status == "current"
    rollback.undo(release, user=publisher)
    assert fresh(target).lead == "[uk] Stary wstęp do strony"
    assert (fresh(page).lead, state(page).status) == ("Inny wstęp do strony", "behind")


def test_what_was_not_live_before_is_not_live_again(publisher: User) -> None:
    page = ContentPageFactory()
    page.unpublish()
    release = fired(drafted(page, lead="Nowy"), publisher)
    rollback.undo(release, user=publisher)
    assert fresh(page).live is False


def test_what_was_published_since_stays_and_is_named(publisher: User) -> None:
    page = ContentPageFactory(lead="Stary")
    release = fired(drafted(page, lead="Nowy"), publisher)
    edit(page, lead="Poprawka")
    with pytest.raises(ReleaseRefusedError) as refused:
        rollback.undo(release, user=publisher)
    assert [cell.title for cell in refused.value.cells] == [page.title]
    release.refresh_from_db()
    assert (fresh(page).lead, release.state) == ("Poprawka", "done")


def test_nothing_is_undone_twice(publisher: User) -> None:
    page = ContentPageFactory(lead="Stary")
    release = fired(drafted(page, lead="Nowy"), publisher)
    rollback.undo(release, user=publisher)
    with pytest.raises(lifecycle.TooLateError):
        rollback.undo(release, user=publisher)


def test_only_who_publishes_undoes(publisher: User) -> None:
    page = ContentPageFactory(lead="Stary")
    release = fired(drafted(page, lead="Nowy"), publisher)
    with pytest.raises(PermissionDenied):
        rollback.undo(release, user=UserFactory(role=roles.AUTHORS))
    assert fresh(page).lead == "Nowy"
