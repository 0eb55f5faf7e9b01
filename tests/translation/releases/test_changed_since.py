"""What happens between planning a release and its time is compared, never overwritten."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Page

from cms.background.jobs.runner import run_due
from cms.core.task_summary import task_summary
from cms.translation.releases.domain import lifecycle
from cms.translation.releases.models import Release
from cms.users import roles
from cms.users.models import User
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    start,
    translate,
)
from tests.translation.releases.release_helpers import drafted, fire, targets

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> User:
    return UserFactory(role=roles.PUBLISHERS)


@pytest.fixture
def page() -> Page:
    return drafted(ContentPageFactory(title="Przed", lead="Stary"), lead="Wybrany")


def plan(page: Page, publisher: User, *codes: str) -> Release:
    at = timezone.now() + timedelta(hours=1)
    return lifecycle.plan([page], targets(*codes), user=publisher, at=at)


def test_a_correction_published_since_is_not_overwritten(page: Page, publisher: User) -> None:
    release = plan(page, publisher)
    corrector = UserFactory(role=roles.PUBLISHERS, first_name="Ewa", last_name="Poprawna")
    corrected = fresh(page)
    corrected.lead = "Poprawka"
    corrected.save_revision().publish(user=corrector)
    fire(release)
    assert (release.state, fresh(page).lead) == ("failed", "Poprawka")
    assert len(release.problems) == 1
    assert "Ewa Poprawna" in release.problems[0]


def test_two_releases_do_not_undo_each_other(page: Page, publisher: User) -> None:
    first = plan(page, publisher)
    second = plan(drafted(page, lead="Drugi"), publisher)
    fire(second)
    fire(first)
    assert (second.state, first.state, fresh(page).lead) == ("done", "failed", "Drugi")


def test_what_was_chosen_and_published_by_hand_is_done(page: Page, publisher: User) -> None:
    release = plan(page, publisher)
    page.latest_revision.publish(user=publisher)
    fire(release)
    assert (release.state, fresh(page).lead) == ("done", "Wybrany")


def test_an_unpublished_member_does_not_come_back(page: Page, publisher: User) -> None:
    release = plan(page, publisher)
    page.unpublish(user=publisher)
    fire(release)
    assert (release.state, fresh(page).live) == ("failed", False)


def test_an_unpublished_language_does_not_come_back(page: Page, publisher: User) -> None:
    target = publish_in(page, "uk")
    release = plan(page, publisher, "uk")
    target.unpublish()
    fire(release)
    assert (release.state, fresh(target).live, fresh(page).lead) == ("failed", False, "Stary")
    assert "Українська" in release.problems[0]


@pytest.mark.parametrize("count", [1, 2])
def test_a_deleted_member_fails_it_by_name(page: Page, publisher: User, count: int) -> None:
    pages = [page, drafted(ContentPageFactory(title="Druga"), lead="Nowy")]  # Live: as before.
    at = timezone.now() + timedelta(hours=1)
    release = lifecycle.plan(pages, [], user=publisher, at=at)
    for gone in pages[:count]:
        fresh(gone).delete()
    fire(release)
    assert (release.state, len(release.problems)) == ("failed", count)
    assert "Przed" in release.problems[0]
    assert [fresh(each).lead for each in pages[count:]] == [was.lead for was in pages[count:]]


def test_a_deleted_text_fails_it(page: Page, publisher: User) -> None:
    release = plan(page, publisher)
    drafted(page, lead="Nowszy")
    release.pages.get().revision.delete()
    fire(release)
    assert (release.state, fresh(page).lead) == ("failed", "Stary")


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_a_text_with_a_date_of_its_own_is_not_called_done(
    page: Page, publisher: User, field: str
) -> None:
    ahead = timedelta(days=3 if field == "go_live_at" else -3)
    release = plan(drafted(page, **{field: timezone.now() + ahead}), publisher)
    fire(release)
    assert (release.state, fresh(page).lead) == ("failed", "Stary")


def test_a_live_page_of_a_plan_that_was_changed_since_fails_it(publisher: User) -> None:
    page = ContentPageFactory(lead="Stary")
    publish_in(page, "uk")
    release = plan(page, publisher, "uk")
    edit(page, lead="Nowy")
    fire(release)
    assert release.state == "failed"


def test_translators_work_until_its_time(page: Page, publisher: User) -> None:
    release = plan(page, publisher, "uk")
    publish_in(page, "uk")
    draft = release.pages.get().revision
    assert draft is not None
    page = fresh(page)
    assert start(page, "uk").pk
    release.pages.update(revision=None, goes_as_live=True)
    fire(release)
    assert release.state == "done"


class TestFailure:
    """A failure reaches somebody, whatever became of whoever planned it."""

    @pytest.mark.parametrize("end", ["deactivated", "deleted"])
    def test_all_publishers_are_told(self, page: Page, publisher: User, end: str) -> None:
        other = UserFactory(role=roles.PUBLISHERS)
        UserFactory(role=roles.AUTHORS)
        release = plan(page, publisher)
        if end == "deleted":
            publisher.delete()
        else:
            User.objects.filter(pk=publisher.pk).update(is_active=False)
        fire(release)
        run_due()
        assert (release.state, fresh(page).lead) == ("failed", "Stary")
        assert [message.to for message in mail.outbox] == [[other.email]]
        (step,) = [each for each in task_summary(other) if each.url.endswith("/releases/")]
        assert (step.count, step.is_urgent) == (1, True)

    def test_an_author_is_not_told_of_others_releases(self, page: Page, publisher: User) -> None:
        release = plan(page, publisher, "uk")
        fire(release)
        author = UserFactory(role=roles.AUTHORS)
        assert [each for each in task_summary(author) if each.url.endswith("/releases/")] == []


class TestChange:
    """A plan is changed before its time."""

    def changed(self, release: Release, user: User, **fields: Any) -> None:
        wanted = {"at": release.go_live_at, "renew": False, **fields}
        pages = wanted.pop("pages", release.sources)
        codes = wanted.pop("codes", [each.language_code for each in release.locales.all()])
        lifecycle.change(release, pages, [locale(code) for code in codes], user=user, **wanted)
        release.refresh_from_db()

    def test_the_newest_texts_are_taken_and_compared_from_now_on(
        self, page: Page, publisher: User
    ) -> None:
        release = plan(page, publisher)
        edit(page, lead="Poprawka")
        drafted(page, lead="Wybrany po poprawce")
        self.changed(release, publisher, renew=True)
        fire(release)
        assert (release.state, fresh(page).lead) == ("done", "Wybrany po poprawce")

    def test_what_was_chosen_stays_otherwise(self, page: Page, publisher: User) -> None:
        release = plan(page, publisher)
        chosen = release.pages.get().revision_id
        drafted(page, lead="Nowszy")
        at = timezone.now() + timedelta(days=2)
        self.changed(release, publisher, at=at)
        assert (release.go_live_at, release.pages.get().revision_id) == (at, chosen)

    def test_a_page_leaves_and_another_comes(self, page: Page, publisher: User) -> None:
        release = plan(page, publisher)
        other = drafted(ContentPageFactory(lead="Inny"), lead="Inny wybrany")
        self.changed(release, publisher, pages=[other])
        fire(release)
        assert (fresh(page).lead, fresh(other).lead) == ("Stary", "Inny wybrany")

    def test_a_language_that_comes_in_is_compared_from_then(
        self, page: Page, publisher: User
    ) -> None:
        release = plan(page, publisher)
        target = publish_in(page, "uk")
        self.changed(release, publisher, codes=["uk"])
        target.unpublish()
        fire(release)
        assert (release.state, fresh(target).live) == ("failed", False)

    def test_whoever_changed_it_stands_for_it(self, page: Page, publisher: User) -> None:
        release = plan(page, publisher)
        other = UserFactory(role=roles.PUBLISHERS)
        self.changed(release, other)
        User.objects.filter(pk=publisher.pk).update(is_active=False)
        fire(release)
        assert (release.state, fresh(page).lead) == ("done", "Wybrany")
        assert release.created_by == publisher


def test_without_the_comparison_the_older_text_would_win(
    page: Page, publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard switched off: this is what the tests above would see."""
    release = plan(page, publisher)
    edit(page, lead="Poprawka")
    monkeypatch.setattr(
        "cms.translation.releases.domain.joint_publication._changes", lambda *_args: {}
    )
    fire(release)
    assert (release.state, fresh(page).lead) == ("done", "Wybrany")


def test_translated_texts_of_a_release_are_needed(page: Page, publisher: User) -> None:
    release = plan(page, publisher, "uk")
    translate(start(page, "uk"))
    fire(release)
    assert release.state == "failed"
