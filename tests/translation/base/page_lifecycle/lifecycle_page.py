"""A page with a table in Polish and Ukrainian, and all that people do with it."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import Translation, TranslationSource

from cms.content.pages.models import ContentPage, HomePage
from cms.core.blocks.table_keys import with_keys
from cms.core.models import TranslationState, TranslationStatus
from cms.translation.base.domain import (
    minor_edits,
    review_workflow,
    segment_store,
    translation_drafts,
)
from cms.translation.base.domain.errors import TranslationError
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.base.domain.source_diff import changes
from cms.translation.base.models import MinorEdit
from cms.users import roles
from tests.factories import ContentPageFactory, SectionPageFactory, UserFactory
from tests.translation.base import shown_state as shown
from tests.translation.base.bodies import TABLE
from tests.translation.base.translation_steps import asking, fresh, locale, run_checks

from . import change_paths
from .author_records import Records, check_texts, records
from .change_paths import REFUSALS
from .text_model import Ledger, said

CODE = "uk"
WAYS = st.sampled_from(["shell", "bulk", "api", "schedule", "editor"])
DOWN = st.sampled_from(["shell", "bulk", "api"])
PEOPLE = st.sampled_from([0, 1])
FIELDS = st.sampled_from(["title", "lead"])
POLISH = st.sampled_from(["Zapisy są otwarte", "Zapisy są odwołane", "Zapisy, są otwarte"])
GRIDS = st.sampled_from(["row on top", "row at the end", "column", "no first row", "moved"])
Grid = list[list[str]]


class PageLife(RuleBasedStateMachine):
    """What authors, publishers, translators and reviewers do, by every way there is."""

    def __init__(self) -> None:
        super().__init__()
        self.undo_all = transaction.atomic()
        self.undo_all.__enter__()
        self.section = SectionPageFactory(slug="dzial")
        self.ledger = Ledger()
        self.count = 0
        self.known: Records = {}
        self.translators = [UserFactory(role=roles.translators(CODE)) for _each in range(2)]
        self.reviewers = [UserFactory(role=roles.language_reviewers(CODE)) for _each in range(2)]
        self.publisher = UserFactory(role=roles.PUBLISHERS)
        self.begin()

    def begin(self) -> None:
        """Make the page, and its translation, which is live and was read."""
        self.page = ContentPageFactory(
            title="Dom", slug=f"dom-{self.number()}", lead="Zapisy są otwarte"
        )
        self.change_table("row on top", "shell")
        self.restore()
        self.write(0, only_open=True)
        self.approve(0, "shell")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo_all.__exit__(None, None, None)

    @property
    def translation(self) -> Translation | None:
        return Translation.objects.filter(source__object_id=self.page.translation_key).first()

    @property
    def target(self) -> Any:
        found = Page.objects.filter(
            translation_key=self.page.translation_key, locale=locale(CODE)
        ).first()
        return found.specific if found else None

    def number(self) -> str:
        self.count += 1
        return str(self.count)

    def publish(self, page: Any, user: Any, way: str) -> None:
        before = fresh(page).live_revision_id
        change_paths.publish(page, user, way)
        if way != "schedule" and fresh(page).live_revision_id != before:
            self.check_published_by(page, user)

    def check_published_by(self, page: Any, user: Any) -> None:
        entry = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").first()
        assert entry is not None
        assert entry.user_id == user.pk

    @rule(name=FIELDS, text=POLISH, way=WAYS)
    def edit(self, name: str, text: str, way: str) -> None:
        page = fresh(self.page)
        setattr(page, name, text)
        page.save_revision()
        self.publish(page, self.publisher, way)

    @rule(how=GRIDS, way=WAYS)
    def change_table(self, how: str, way: str) -> None:
        page = fresh(self.page)
        before = page.body[0].value["table"] if page.body else {"data": [[f"Sala {self.number()}"]]}
        after = with_keys({**TABLE, "data": self.changed(before["data"], how)}, before)
        value = {"caption": "Plan", "table": after}
        page.body = [{"type": "table", "id": "t1", "value": value}]
        page.save_revision()
        self.publish(page, self.publisher, way)

    def changed(self, grid: Grid, how: str) -> Grid:
        line = [f"Sala {self.number()}" for _cell in grid[0]]
        if how == "column":
            return [[f"Grupa {self.number()}", *row] for row in grid]
        if how == "no first row" and len(grid) > 1:
            return grid[1:]
        if how == "moved":
            return grid[::-1]
        return [line, *grid] if how == "row on top" else [*grid, line]

    @rule(back=st.integers(1, 5), way=WAYS)
    def revert_source(self, back: int, way: str) -> None:
        for old in fresh(self.page).revisions.order_by("-pk")[back : back + 1]:
            change_paths.revert(self.page, self.publisher, old)
            self.publish(self.page, self.publisher, way)

    @rule(name=FIELDS, text=POLISH)
    def minor_edit(self, name: str, text: str) -> None:
        page = fresh(self.page)
        setattr(page, name, text)
        revision = page.save_revision()
        source = TranslationSource.objects.filter(object_id=page.translation_key).first()
        shown = changes(source, revision.as_object()) if source else []
        picked = {each.key for each in shown}
        with minor_edits.declared(minor_edits.declare(self.publisher, shown, picked)):
            revision.publish()
        self.ledger.minor |= {(each.old, each.new) for each in shown if each.is_offered}

    @rule()
    def undo(self) -> None:
        for edit in MinorEdit.objects.filter(undone_at=None):
            minor_edits.undo(edit, user=self.publisher)
        self.ledger.minor = set()

    @rule(person=PEOPLE, only_open=st.booleans())
    def write(self, person: int, only_open: bool) -> None:
        user = self.translators[person]
        if self.translation is None:
            return
        for row in segment_rows(self.translation):
            if only_open and row.text:
                continue
            text = f"uk-{self.number()}" if row.path == "slug" else f"[uk] {self.number()}"
            segment_store.write(self.translation, row.id, text, user=user)
            self.ledger.write(text, row.source, user.pk)

    @rule(person=PEOPLE, way=st.sampled_from(["shell", "editor", "step"]))
    def approve(self, person: int, way: str) -> None:
        translation, user = self.translation, self.reviewers[person]
        if translation is None or self.target is None:
            return
        if way == "step":
            self.approve_step(user)
            return
        translation_drafts.save_draft(translation)  # What the reviewer has before them.
        texts = [row.text for row in segment_rows(translation)]
        if way == "shell":
            try:
                with transaction.atomic():
                    review_workflow.approve(translation, user=user)
            except REFUSALS:
                return
        else:
            url = reverse("workbench:edit", args=[translation.pk])
            body = asking(self.target, "publish")
            if not change_paths.succeeded(change_paths.client_of(user).post(url, body)):
                return
        self.ledger.read(texts, user.pk)

    def approve_step(self, user: Any) -> None:
        """Approve at Wagtail's own address; what is read is what was submitted."""
        step = review_workflow.running_task(self.target)
        if step is None:
            return
        args = [self.target.pk, "approve", step.pk]
        url = reverse("wagtailadmin_pages:workflow_action", args=args)
        url = shown.deciding(url, self.target)
        assert change_paths.client_of(user).post(url, {"comment": ""}).status_code < 500
        step.refresh_from_db()
        if (step.status, step.finished_by_id) == ("approved", user.pk):
            self.ledger.read(said(step.revision.as_object()).values(), user.pk)

    @rule(person=PEOPLE)
    def submit(self, person: int) -> None:
        if self.translation is None or self.target is None:
            return
        try:
            with transaction.atomic():
                review_workflow.submit(self.translation, user=self.translators[person])
        except REFUSALS:
            return
        run_checks()

    @rule(person=PEOPLE)
    def send_back(self, person: int) -> None:
        if self.translation is None or self.target is None:
            return
        try:
            review_workflow.send_back(
                self.translation, user=self.reviewers[person], comment="Literówka."
            )
        except REFUSALS:
            return

    @rule(person=PEOPLE, name=FIELDS)
    def edit_by_hand(self, person: int, name: str) -> None:
        if self.target is None:
            return
        user = self.translators[person]
        target = self.target.get_latest_revision_as_object()
        text = f"[uk] {self.number()}"
        setattr(target, name, text)
        target.save_revision(user=user)
        self.ledger.write(text, getattr(fresh(self.page), name), user.pk)

    @rule(person=PEOPLE, back=st.integers(1, 4))
    def revert(self, person: int, back: int) -> None:
        if self.target is not None:
            for old in self.target.revisions.order_by("-pk")[back : back + 1]:
                change_paths.revert(self.target, self.translators[person], old)

    @rule(person=PEOPLE, way=WAYS)
    def publish_translation(self, person: int, way: str) -> None:
        if self.target is None or not self.target.latest_revision_id:
            return
        newest = self.target.get_latest_revision()
        before = self.target.live_revision_id
        self.publish(self.target, self.reviewers[person], way)
        if way != "schedule" and self.target.live_revision_id == newest.pk != before:
            self.ledger.read(said(newest.as_object()).values(), self.reviewers[person].pk)

    @rule(is_enabled=st.booleans())
    def stop_or_restart(self, is_enabled: bool) -> None:
        if self.translation is not None:
            translation = self.translation
            translation.enabled = is_enabled
            translation.save(update_fields=["enabled"])

    @rule(way=DOWN)
    def unpublish(self, way: str) -> None:
        change_paths.unpublish(self.page, self.publisher, way)

    @rule(person=PEOPLE, way=DOWN)
    def unpublish_translation(self, person: int, way: str) -> None:
        if self.target is not None:
            change_paths.unpublish(self.target, self.reviewers[person], way)

    @rule(person=PEOPLE, way=DOWN)
    def delete_translation(self, person: int, way: str) -> None:
        if self.target is not None:
            change_paths.delete(self.target, self.reviewers[person], way)

    @rule(way=DOWN)
    def delete_source(self, way: str) -> None:
        """Delete the page; nothing of it stays up, and another one begins its life."""
        key = self.page.translation_key
        change_paths.delete(self.page, self.publisher, way)
        if not Page.objects.filter(pk=self.page.pk).exists():
            assert not Page.objects.filter(translation_key=key, live=True).exists()
            assert not TranslationState.objects.filter(translation_key=key).exists()
            self.ledger.minor = set()
            self.begin()

    @rule()
    def restore(self) -> None:
        try:
            translation_drafts.restore_target(
                translation_drafts.start(fresh(self.page), locale(CODE))
            )
        except TranslationError:
            assert not fresh(self.page).live

    @rule(into_section=st.booleans())
    def move(self, into_section: bool) -> None:
        parent = self.section if into_section else HomePage.objects.get(slug="pl")
        fresh(self.page).move(Page.objects.get(pk=parent.pk), pos="last-child")

    @rule()
    def copy(self) -> None:
        copy = fresh(self.page).copy(update_attrs={"slug": f"kopia-{self.number()}"})
        found = TranslationState.objects.filter(translation_key=copy.translation_key)
        assert list(found) == []

    @rule(person=PEOPLE)
    def copy_translation(self, person: int) -> None:
        if self.target is not None:
            slug = {"slug": f"kopiya-{self.number()}"}
            try:
                with transaction.atomic():
                    self.target.copy(update_attrs=slug, user=self.reviewers[person])
            except REFUSALS:
                return

    @property
    def state(self) -> TranslationState | None:
        return TranslationState.objects.filter(translation_key=self.page.translation_key).first()

    def is_faithful(self) -> bool:
        """Tell whether all live texts were written for the Polish that is live in their places."""
        polish, target = said(fresh(self.page)), said(self.target)
        return polish.keys() == target.keys() and all(
            polish[place] in self.ledger.stands_for(text) for place, text in target.items()
        )

    @invariant()
    def what_is_current_was_written_for_what_is_live(self) -> None:
        if self.state is not None and self.state.status == TranslationStatus.CURRENT:
            assert self.target.live
            assert self.is_faithful()

    @invariant()
    def what_was_written_for_what_is_live_is_current(self) -> None:
        """Nothing is behind for ever that says what Polish says."""
        target = self.target
        if target is not None and target.live and self.is_faithful():
            assert self.state is not None
            assert self.state.status == TranslationStatus.CURRENT

    @invariant()
    def what_is_live_was_read_by_somebody_else(self) -> None:
        for page in ContentPage.objects.filter(locale=locale(CODE), live=True):
            for place, text in said(page).items():
                assert self.ledger.is_read(text), (page.pk, place, text)

    @invariant()
    def no_translation_is_live_without_its_source(self) -> None:
        if self.target is not None and self.target.live:
            assert fresh(self.page).live

    @invariant()
    def every_record_of_who_stays_true(self) -> None:
        now = records()
        changed = {key for key, who in self.known.items() if now.get(key, who) != who}
        assert changed == set()
        check_texts(self.ledger)
        self.known = now
