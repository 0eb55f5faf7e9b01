"""Whatever editors and translators do in whatever order: states are right, languages unmixed."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.content.pages.models import HomePage
from cms.core.models import TranslationState, TranslationStatus
from cms.translation.base.domain import publication, states
from cms.translation.base.domain.errors import SourceNotPublicError, TranslationError
from tests.factories import ContentPageFactory, SectionPageFactory
from tests.translation.base.translation_steps import (
    fresh,
    locale,
    publish_in,
    row,
    start,
    translate,
)

PAGES = st.integers(0, 1)
TEXTS = st.sampled_from(["Dom", "Praca", "Zgłoś się do nas jutro"])


class Life(RuleBasedStateMachine):
    """Two pages beside a section, and what happens to them and to their Ukrainian versions."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.section = SectionPageFactory(slug="dzial")
        self.pages = [ContentPageFactory(slug=slug, lead="Dom") for slug in ("jeden", "dwa")]
        self.made_from: dict[int, str] = {}  # Source text behind a revision, by its id.
        self.live_from: dict[int, str] = {}  # Source text behind a live translation, by its id.
        publish_in(self.pages[0])
        self.note_draft(0)
        self.live_from[self.target(0).pk] = "Dom"

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def target(self, number: int) -> Any:
        found = self.pages[number].get_translation_or_none(locale("uk"))
        return fresh(found) if found else None

    def translation(self, number: int) -> Translation | None:
        key = self.pages[number].translation_key
        return Translation.objects.filter(source__object_id=key).first()

    def note_draft(self, number: int) -> None:
        revision = self.target(number).latest_revision_id
        self.made_from.setdefault(revision, fresh(self.pages[number]).lead)

    @rule(number=PAGES, text=TEXTS, publish=st.booleans())
    def write(self, number: int, text: str, publish: bool) -> None:
        page = fresh(self.pages[number]).get_latest_revision_as_object()
        page.lead = text
        revision = page.save_revision()
        if publish:
            revision.publish()

    @rule(number=PAGES)
    def begin(self, number: int) -> None:
        is_new, is_live = self.target(number) is None, fresh(self.pages[number]).live
        try:
            start(self.pages[number])
        except SourceNotPublicError:
            assert not is_live
        else:
            assert is_live
            if is_new:
                self.note_draft(number)

    @precondition(lambda self: any(self.target(number) for number in (0, 1)))
    @rule(number=PAGES, paths=st.sampled_from([None, {"lead"}]))
    def translate(self, number: int, paths: set[str] | None) -> None:
        if translation := self.translation(number):
            translate(translation, paths=paths)

    @rule(number=PAGES, again=st.booleans())
    def publish_translation(self, number: int, again: bool) -> None:
        """Publish the segments of now, or the draft that was saved last."""
        translation, before = self.translation(number), self.target(number)
        if translation is None:
            return
        kept = row(before), before.revisions.count()
        try:
            if again:
                fresh(before).get_latest_revision().publish()
            else:
                publication.publish(translation)
        except TranslationError:
            assert (row(before), before.revisions.count()) == kept
        else:
            self.note_draft(number)
            after = self.target(number)
            self.live_from[after.pk] = self.made_from[after.live_revision_id]

    @rule(number=PAGES)
    def unpublish_source(self, number: int) -> None:
        page, target = fresh(self.pages[number]), self.target(number)
        was_live = page.live
        page.unpublish()
        if was_live and target:
            assert fresh(target).live is False

    @rule(number=PAGES)
    def unpublish_translation(self, number: int) -> None:
        if target := self.target(number):
            target.unpublish()

    @rule(number=PAGES, into_section=st.booleans())
    def move(self, number: int, into_section: bool) -> None:
        parent = self.section if into_section else HomePage.objects.get(slug="pl")
        fresh(self.pages[number]).move(Page.objects.get(pk=parent.pk), pos="last-child")

    @invariant()
    def states_are_what_a_reader_would_say(self) -> None:
        for number in (0, 1):
            found = TranslationState.objects.filter(
                translation_key=self.pages[number].translation_key
            )
            expected = [] if self.translation(number) is None else [self.expected(number)]
            assert [state.status for state in found] == expected
            assert [bool(state.behind_since) for state in found] == [
                status == TranslationStatus.BEHIND for status in expected
            ]

    def expected(self, number: int) -> TranslationStatus:
        target = self.target(number)
        if not target.live:
            return TranslationStatus.IN_PROGRESS
        is_current = self.live_from[target.pk] == fresh(self.pages[number]).lead
        return TranslationStatus.CURRENT if is_current else TranslationStatus.BEHIND

    @invariant()
    def recomputing_changes_nothing(self) -> None:
        before = list(TranslationState.objects.order_by("pk").values())
        for page in self.pages:
            states.recompute(page.translation_key)
        assert list(TranslationState.objects.order_by("pk").values()) == before

    @invariant()
    def what_is_live_is_translated(self) -> None:
        for number in (0, 1):
            target = self.target(number)
            if target and target.live:
                assert (target.title[:4], target.lead[:4], target.slug[:3]) == (
                    "[uk]",
                    "[uk]",
                    "uk-",
                )

    @invariant()
    def translations_stand_where_their_sources_do(self) -> None:
        for number in (0, 1):
            if target := self.target(number):
                parents = [page.get_parent() for page in (fresh(self.pages[number]), target)]
                assert parents[0].translation_key == parents[1].translation_key


@pytest.mark.django_db
@pytest.mark.parametrize("examples", [2, pytest.param(30, marks=pytest.mark.chaos)])
def test_any_life_of_pages_and_translations(examples: int) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
