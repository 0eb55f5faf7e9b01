"""Whatever happens in whatever order, every state is what somebody who watched would say.

The machine below keeps a ledger of its own: which text was published when, who translated what,
what each revision was made from. From the ledger alone it says what the states must be.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from cms.content.pages.models import HomePage
from cms.core.models import TranslationState, TranslationStatus
from cms.translation.base.domain import (
    minor_edits,
    review_workflow,
    segment_store,
    states,
    translation_drafts,
)
from cms.translation.base.domain.errors import TranslationError
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.base.domain.source_diff import changes
from cms.translation.base.domain.translation_progress import TranslationProgress, counts
from cms.translation.base.enums import SegmentState
from cms.translation.base.models import TakenDown
from cms.users import roles
from tests.factories import ContentPageFactory, SectionPageFactory, UserFactory
from tests.translation.base.translation_steps import fresh, in_language, locale, run_checks

CODES = ("en", "ru", "uk")
PAGES = st.sampled_from([0, 1])
LANGUAGES = st.sampled_from(CODES)
FIELDS = st.sampled_from(["title", "lead"])
SLIP = {"Zgłoś się do nas jutro", "Zgłoś się, do nas jutro"}  # The one edit here that is minor.
TEXTS = st.sampled_from(["Dom", "Praca", "Zgłoś się do nas dziś", *sorted(SLIP)])
TOOLS = st.booleans()
SEGMENTS = ("title", "slug", "lead")
Texts = dict[str, str]


@dataclass
class Record:
    """What the ledger knows of one page."""

    page: Any
    texts: Texts
    history: dict[str, list[str]] = field(default_factory=dict)
    is_stored: bool = False  # Whether translators were ever given its text.
    is_deleted: bool = False
    # Per segment, which Polish text stands for which, since somebody declared the edit minor.
    minor: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def publish(self, name: str, text: str) -> None:
        self.texts = {**self.texts, name: text}
        if self.is_stored:
            self.history[name].append(text)

    def stand_for(self, texts: Texts) -> bool:
        """Tell whether what was made from ``texts`` says what the page says now."""
        return all(now in self.reached(name, texts[name]) for name, now in self.texts.items())

    def reached(self, name: str, text: str) -> set[str]:
        found = {text}
        for _step in SLIP:
            found |= {new for old, new in self.minor.get(name, ()) if old in found}
        return found

    def store(self) -> None:
        if not self.is_stored:
            self.history = {name: [text] for name, text in self.texts.items()}
        self.is_stored = True


class Life(RuleBasedStateMachine):
    """Two pages beside a section, in Polish and three other languages."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.section = SectionPageFactory(slug="dzial")
        self.records = [self.new_record(slug) for slug in ("jeden", "dwa")]
        self.translators = {c: UserFactory(role=roles.translators(c)) for c in CODES}
        self.reviewers = {c: UserFactory(role=roles.language_reviewers(c)) for c in CODES}
        self.publisher = UserFactory(role=roles.PUBLISHERS)
        # (page, language, segment, Polish text) → state of its translation.
        self.written: dict[tuple[int, str, str, str], SegmentState] = {}
        self.made_from: dict[int, Texts] = {}  # What a revision was made from.
        self.live_from: dict[int, Texts] = {}  # What a live translation was made from.
        for code in ("en", "uk"):
            self.start(0, code)
            self.write(0, code, SEGMENTS, tool=False)
            self.approve(0, code)
        self.start(1, "uk")

    def new_record(self, slug: str) -> Record:
        page = ContentPageFactory(title="Dom", slug=slug, lead="Praca")
        return Record(page, {"title": "Dom", "slug": slug, "lead": "Praca"})

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def translation(self, number: int, code: str) -> Translation | None:
        return Translation.objects.filter(
            source__object_id=self.records[number].page.translation_key, target_locale=locale(code)
        ).first()

    def target(self, number: int, code: str) -> Any:
        key = self.records[number].page.translation_key
        found = Page.objects.filter(translation_key=key, locale=locale(code)).first()
        return found.specific if found else None

    def note(self, number: int, code: str) -> None:
        """Note what new revisions were made from, and what has gone live."""
        target = self.target(number, code)
        if target is not None:
            texts = self.records[number].texts
            self.made_from.setdefault(target.latest_revision_id, texts)
            if target.live:
                self.live_from[target.pk] = self.made_from[target.live_revision_id]

    @rule(number=PAGES, name=FIELDS, text=TEXTS, how=st.sampled_from(["draft", "live", "minor"]))
    def edit(self, number: int, name: str, text: str, how: str) -> None:
        record = self.records[number]
        if record.is_deleted:
            return
        page = fresh(record.page)
        setattr(page, name, text)
        revision = page.save_revision()
        if how == "draft":
            return
        before = record.texts
        if how == "live":
            revision.publish()
        else:
            self.publish_as_minor(record, revision)
        record.publish(name, text)
        if how == "minor" and record.is_stored and {before[name], text} == SLIP:
            self.carry_over(number, name, before[name])

    def publish_as_minor(self, record: Record, revision: Any) -> None:
        """Declare minor whatever is offered, as a publisher in a hurry does."""
        source = TranslationSource.objects.filter(object_id=record.page.translation_key).first()
        shown = changes(source, revision.as_object()) if source else []
        declaration = minor_edits.declare(self.publisher, shown, {each.key for each in shown})
        with minor_edits.declared(declaration):
            revision.publish()

    def carry_over(self, number: int, name: str, before: str) -> None:
        record = self.records[number]
        record.minor.setdefault(name, set()).add((before, record.texts[name]))
        for code in CODES:
            old = self.written.get((number, code, name, before))
            if old is not None:
                kept = SegmentState.TRANSLATED if old == SegmentState.ACCEPTED else old
                self.written.setdefault((number, code, name, record.texts[name]), kept)

    @rule(number=PAGES, code=LANGUAGES)
    def start(self, number: int, code: str) -> None:
        record = self.records[number]
        is_live = not record.is_deleted and fresh(record.page).live
        try:
            page = record.page if record.is_deleted else fresh(record.page)
            translation = translation_drafts.start(page, locale(code))
            translation_drafts.restore_target(translation)
        except (TranslationError, Page.DoesNotExist):
            assert not is_live
        else:
            record.store()
            self.note(number, code)

    @rule(number=PAGES, code=LANGUAGES, names=st.sampled_from([SEGMENTS, ("lead",)]), tool=TOOLS)
    def write(self, number: int, code: str, names: tuple[str, ...], tool: bool) -> None:
        translation = self.translation(number, code)
        if translation is None:
            return
        texts = {
            row.id: in_language(code, row.source, row.path)
            for row in segment_rows(translation)
            if row.path in names
        }
        name = "Dummy" if tool else ""
        segment_store.write_many(translation, texts, user=self.translators[code], tool=name)
        for segment in names:
            place = (number, code, segment, self.records[number].texts[segment])
            before = self.written.get(place)
            if tool:
                self.written.setdefault(place, SegmentState.MACHINE)
            elif before in (None, SegmentState.MACHINE):
                self.written[place] = SegmentState.TRANSLATED

    @rule(number=PAGES, code=LANGUAGES, name=st.sampled_from(SEGMENTS))
    def remove(self, number: int, code: str, name: str) -> None:
        translation = self.translation(number, code)
        if translation is None:
            return
        row = next(row for row in segment_rows(translation) if row.path == name)
        segment_store.write(translation, row.id, "", user=self.translators[code])
        self.written.pop((number, code, name, self.records[number].texts[name]), None)

    @rule(number=PAGES, code=LANGUAGES)
    def accept(self, number: int, code: str) -> None:
        translation = self.translation(number, code)
        if translation is None:
            return
        ids = [row.id for row in segment_rows(translation)]
        segment_store.accept(translation, ids, user=self.reviewers[code])
        self.all_accepted(number, code)

    def all_accepted(self, number: int, code: str) -> None:
        for name, text in self.records[number].texts.items():
            if (number, code, name, text) in self.written:
                self.written[number, code, name, text] = SegmentState.ACCEPTED

    @rule(number=PAGES, code=LANGUAGES)
    def submit(self, number: int, code: str) -> None:
        translation = self.translation(number, code)
        if translation is None or self.target(number, code) is None:
            return
        try:
            with transaction.atomic():
                review_workflow.submit(translation, user=self.translators[code])
        except TranslationError:
            return
        run_checks()
        self.note(number, code)

    @rule(number=PAGES, code=LANGUAGES)
    def approve(self, number: int, code: str) -> None:
        translation = self.translation(number, code)
        if translation is None or self.target(number, code) is None:
            return
        try:
            with transaction.atomic():
                review_workflow.approve(translation, user=self.reviewers[code])
        except (TranslationError, PermissionDenied):
            return
        self.all_accepted(number, code)
        self.note(number, code)

    @rule(number=PAGES, code=LANGUAGES)
    def send_back(self, number: int, code: str) -> None:
        translation = self.translation(number, code)
        if translation is None or self.target(number, code) is None:
            return
        try:
            review_workflow.send_back(translation, user=self.reviewers[code], comment="Literówka.")
        except PermissionDenied:
            assert not states.in_review(self.target(number, code))

    @rule(number=PAGES, code=LANGUAGES)
    def publish_the_draft(self, number: int, code: str) -> None:
        target = self.target(number, code)
        if target is None:
            return
        try:
            with transaction.atomic():
                target.get_latest_revision().publish(user=self.reviewers[code])
        except TranslationError:
            return
        self.note(number, code)

    @rule(number=PAGES)
    def unpublish_source(self, number: int) -> None:
        if not self.records[number].is_deleted:
            fresh(self.records[number].page).unpublish()

    @rule(number=PAGES)
    def publish_source_again(self, number: int) -> None:
        """What went off-line with it comes back as it was made: the ledger needs no line."""
        record = self.records[number]
        if not record.is_deleted and not fresh(record.page).live:
            down = {code for code in CODES if self.is_down_with_it(number, code)}
            fresh(record.page).save_revision().publish()
            assert {code for code in down if not self.target(number, code).live} == set()

    def is_down_with_it(self, number: int, code: str) -> bool:
        target = self.target(number, code)
        found = TakenDown.objects.filter(
            translation_key=self.records[number].page.translation_key,
            locale=locale(code),
            back_at=None,
        )
        return target is not None and found.exists() and not states.in_review(target)

    @rule(number=PAGES, code=LANGUAGES)
    def unpublish_translation(self, number: int, code: str) -> None:
        if target := self.target(number, code):
            target.unpublish()

    @rule(number=PAGES, into_section=st.booleans())
    def move(self, number: int, into_section: bool) -> None:
        if not self.records[number].is_deleted:
            parent = self.section if into_section else HomePage.objects.get(slug="pl")
            fresh(self.records[number].page).move(Page.objects.get(pk=parent.pk), pos="last-child")

    @rule(number=PAGES, code=LANGUAGES)
    def delete_translation(self, number: int, code: str) -> None:
        if target := self.target(number, code):
            Page.objects.get(pk=target.pk).delete()

    @rule()
    def delete_a_source(self) -> None:
        if not self.records[1].is_deleted:
            Page.objects.get(pk=self.records[1].page.pk).delete()
            self.records[1].is_deleted = True

    @invariant()
    def states_are_what_the_ledger_says(self) -> None:
        for number, record in enumerate(self.records):
            found = TranslationState.objects.filter(translation_key=record.page.translation_key)
            said = {state.locale.language_code: state.status for state in found}
            codes = () if record.is_deleted else CODES  # An orphan has no state.
            translated = [code for code in codes if self.translation(number, code)]
            assert said == {code: self.expected(number, code) for code in translated}
            behind = {state.locale.language_code for state in found if state.behind_since}
            assert behind == {c for c, status in said.items() if status == "behind"}

    def expected(self, number: int, code: str) -> TranslationStatus:
        target = self.target(number, code)
        if target is None:
            return TranslationStatus.MISSING
        if target.live:
            is_current = self.records[number].stand_for(self.live_from[target.pk])
            return TranslationStatus.CURRENT if is_current else TranslationStatus.BEHIND
        if WorkflowState.objects.filter(object_id=str(target.pk), status="in_progress").exists():
            return TranslationStatus.IN_REVIEW
        found = [self.segment(number, code, name) for name in SEGMENTS]
        unfinished = {SegmentState.MISSING, SegmentState.NEEDS_REVISION} & set(found)
        if SegmentState.MACHINE in found and not unfinished:
            return TranslationStatus.MACHINE
        return TranslationStatus.IN_PROGRESS

    def segment(self, number: int, code: str, name: str) -> SegmentState:
        record = self.records[number]
        state = self.written.get((number, code, name, record.texts[name]))
        if state is not None:
            return state
        earlier = (self.written.get((number, code, name, text)) for text in record.history[name])
        return SegmentState.NEEDS_REVISION if any(earlier) else SegmentState.MISSING

    @invariant()
    def segments_are_what_the_ledger_says(self) -> None:
        for number, code in ((number, code) for number in (0, 1) for code in CODES):
            translation = self.translation(number, code)
            if translation is None:
                continue
            rows = {row.path: row.state for row in segment_rows(translation)}
            expected = {name: self.segment(number, code, name) for name in SEGMENTS}
            assert rows == expected
            count = counts([locale(code)])[translation.source.object_id, locale(code).pk]
            assert self.as_states(count) == sorted(expected.values())

    def as_states(self, count: TranslationProgress) -> list[str]:
        return sorted(
            state for state in SegmentState.values for _each in range(getattr(count, state))
        )

    @invariant()
    def what_is_live_is_translated(self) -> None:
        for number, code in ((number, code) for number in (0, 1) for code in CODES):
            target = self.target(number, code)
            if target is not None and target.live:
                assert (target.title.split()[0], target.lead.split()[0]) == (f"[{code}]",) * 2


@pytest.mark.django_db
@pytest.mark.parametrize("examples", [1, pytest.param(16, marks=pytest.mark.chaos)])
def test_any_life_in_four_languages(examples: int) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
