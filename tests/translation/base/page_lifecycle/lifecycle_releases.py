"""The same life, with releases, accounts that are closed and steps of review switched off."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail.models import Page, Revision, Task

from cms.background.jobs import runner
from cms.background.jobs.models import Job
from cms.translation.base.domain.errors import TranslationError
from cms.translation.releases.domain import draft_texts, lifecycle, rollback
from cms.translation.releases.domain.release_items import ReleaseRefusedError
from cms.translation.releases.enums import ReleaseState
from cms.translation.releases.models import Release
from cms.translation.review.models import LanguageReviewTask
from cms.users.models import User
from tests.factories import UserFactory
from tests.translation.base.translation_steps import fresh, locale

from . import change_paths
from .change_paths import REFUSALS
from .lifecycle_page import CODE, FIELDS, PEOPLE, POLISH, PageLife

CLOSING = st.sampled_from(["close", "delete", "handed over"])
Live = dict[int, int | None]


class ReleaseLife(PageLife):
    """Plans that are made, changed, fired and undone while everything else goes on."""

    @property
    def planned(self) -> Release | None:
        return Release.objects.filter(state=ReleaseState.PLANNED).order_by("-pk").first()

    def languages(self, with_translation: bool) -> list[Any]:
        return [locale(CODE)] if with_translation else []

    def draft(self, name: str, text: str) -> Revision:
        page = fresh(self.page).get_latest_revision_as_object()
        setattr(page, name, text)
        revision: Revision = page.save_revision()
        return revision

    @rule(name=FIELDS, text=POLISH, is_new=st.booleans(), with_translation=st.booleans())
    def plan(self, name: str, text: str, is_new: bool, with_translation: bool) -> None:
        if is_new:
            self.draft(name, text)
        release = lifecycle.plan(
            [fresh(self.page)],
            self.languages(with_translation),
            user=self.publisher,
            at=timezone.now() + timedelta(hours=1),
        )
        try:
            with transaction.atomic():
                lifecycle.prepare(release, user=self.publisher)
        except TranslationError:
            return

    @rule(person=PEOPLE, is_read=st.booleans())
    def translate_ahead(self, person: int, is_read: bool) -> None:
        """Translate what the plan brings, and perhaps let a reviewer read it."""
        member = self.planned.pages.first() if self.planned else None
        if member is None or member.revision is None or member.page is None:
            return
        rows = draft_texts.texts(member.revision, locale(CODE))
        writer, reader = self.translators[person], self.reviewers[person]
        texts = {row.key: (f"[{CODE}] {self.number()}", row.version) for row in rows}
        draft_texts.write(member.revision, locale(CODE), texts, user=writer)
        for row in rows:
            self.ledger.write(texts[row.key][0], row.source, writer.pk)
        if is_read:
            seen = {
                row.key: row.version for row in draft_texts.texts(member.revision, locale(CODE))
            }
            draft_texts.accept(member.revision, locale(CODE), seen, user=reader)
            self.ledger.read([text for text, _version in texts.values()], reader.pk)

    @rule(renew=st.booleans(), with_translation=st.booleans())
    def change_plan(self, renew: bool, with_translation: bool) -> None:
        if self.planned is not None and self.planned.sources:
            lifecycle.change(
                self.planned,
                [fresh(self.page)],
                self.languages(with_translation),
                at=timezone.now() + timedelta(hours=2),
                renew=renew,
                user=self.publisher,
            )

    @rule()
    def fire(self) -> None:
        """Let the time come: all that was chosen is live then, or nothing has changed."""
        release = self.planned
        if release is None:
            return
        before = self.live()
        chosen = list(release.pages.values_list("page_id", "revision_id", "goes_as_live"))
        Release.objects.filter(pk=release.pk).update(go_live_at=timezone.now())
        lifecycle.run_due()
        for pk in Job.objects.filter(name=lifecycle.RUN, finished_at=None).values_list(
            "pk", flat=True
        ):
            runner.run(str(pk))
        release.refresh_from_db()
        assert release.state in {ReleaseState.DONE, ReleaseState.FAILED}
        if release.state == ReleaseState.FAILED:
            assert (self.live(), bool(release.problems)) == (before, True)
        else:
            self.check_done(release, chosen)

    def check_done(self, release: Release, chosen: list[tuple[int, int | None, bool]]) -> None:
        now = self.live()
        for page, revision, goes_as_live in chosen:
            assert page in now
            assert goes_as_live or now[page] == revision
        if release.locales.exists():
            assert self.target.live
            assert self.is_faithful()

    def live(self) -> Live:
        """Return every live page's revision."""
        return dict(Page.objects.filter(live=True).values_list("pk", "live_revision_id"))

    @rule()
    def undo_release(self) -> None:
        """Bring back what was live, or be refused with nothing changed."""
        release = Release.objects.filter(state=ReleaseState.DONE).order_by("-pk").first()
        if release is None:
            return
        before = self.live()
        try:
            rollback.undo(release, user=self.publisher)
        except (*REFUSALS, ReleaseRefusedError):
            assert self.live() == before
            return
        release.refresh_from_db()
        assert release.undone_by == self.publisher
        for member in release.pages.all():
            was = member.live_before.get("pl")
            assert fresh(self.page).live == ("pl" in member.live_before)
            assert was is None or fresh(self.page).live_revision_id == was

    @rule()
    def cancel_plan(self) -> None:
        if self.planned is not None:
            lifecycle.cancel(self.planned)

    @rule(which=st.sampled_from(["translators", "reviewers", "publisher"]), how=CLOSING)
    def close_account(self, which: str, how: str) -> None:
        """Somebody leaves, and somebody new comes; what the former did stays theirs."""
        people = [self.publisher] if which == "publisher" else getattr(self, which)
        leaving = people.pop(0)
        role = leaving.groups.get().name
        new = UserFactory(role=role)
        if how == "close":
            leaving.close()
        elif how == "delete":
            User.objects.filter(pk=leaving.pk).delete()
        else:
            leaving.close(successor=new, by=UserFactory(administrator=True))
        if which == "publisher":
            self.publisher = new
        else:
            people.append(new)

    @rule(is_on=st.booleans())
    def switch_review(self, is_on: bool) -> None:
        """Switch the language's reviewers off in the settings: nothing goes live by it."""
        before = self.live()
        if is_on:
            Task.objects.filter(pk__in=LanguageReviewTask.objects.all()).update(active=True)
        else:
            for task in LanguageReviewTask.objects.all():
                task.deactivate(user=UserFactory(administrator=True))
        assert self.live() == before

    @rule(name=FIELDS, text=POLISH)
    def keep_a_draft(self, name: str, text: str) -> None:
        self.draft(name, text)

    @rule()
    def publish_the_page_again(self) -> None:
        change_paths.publish(self.page, self.publisher, "shell")
