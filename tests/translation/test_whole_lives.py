"""Whole lives of a page, by every way there is: what is “current” is true, what is live was read.

Every text here is written once, with a number of its own. So a ledger beside the machine knows of
whatever is live which Polish text it was written for, by whom, and who has read it.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from cms.core.blocks.table_keys import with_keys
from cms.core.models import TranslationState, TranslationStatus
from cms.pages.models import HomePage
from cms.translation.domain import drafts, minor_edits, review, writing
from cms.translation.domain.changes import changes
from cms.translation.domain.errors import TranslationError
from cms.translation.domain.segment_rows import segment_rows
from cms.translation.models import MinorEdit
from cms.users import roles
from tests.factories import ContentPageFactory, SectionPageFactory, UserFactory
from tests.translation.bodies import TABLE
from tests.translation.translating import fresh, locale, run_checks

CODE = "uk"
WAYS = st.sampled_from(["shell", "bulk", "api", "schedule"])
PEOPLE = st.sampled_from([0, 1])
FIELDS = st.sampled_from(["title", "lead"])
POLISH = st.sampled_from(["Zapisy są otwarte", "Zapisy są odwołane", "Zapisy, są otwarte"])
GRIDS = st.sampled_from(["row on top", "row at the end", "column", "no first row", "moved"])
Grid = list[list[str]]


@dataclass
class Written:
    """What is known of a translated text: which Polish text it is for, by whom, who read it."""

    polish: str
    author: int
    readers: set[int] = field(default_factory=set)


class WholeLife(RuleBasedStateMachine):
    """A page with a table, in Polish and Ukrainian."""

    def __init__(self) -> None:
        super().__init__()
        self.undo_all = transaction.atomic()
        self.undo_all.__enter__()
        self.section = SectionPageFactory(slug="dzial")
        self.ledger: dict[str, Written] = {}
        self.minor: set[tuple[str, str]] = set()
        self.count = 0
        self.page = ContentPageFactory(title="Dom", slug="dom", lead="Zapisy są otwarte")
        self.translators = [UserFactory(role=roles.translators(CODE)) for _each in range(2)]
        self.reviewers = [UserFactory(role=roles.language_reviewers(CODE)) for _each in range(2)]
        self.publisher = UserFactory(role=roles.PUBLISHERS)
        self.change_table("row on top", "shell")
        self.restore()
        self.write(0, only_open=True)
        self.approve(0)

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
        """Publish the newest revision, or be refused: in words, and with nothing changed."""
        revision = fresh(page).get_latest_revision()
        client = Client(raise_request_exception=False)
        client.force_login(user)
        if way == "bulk":
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            client.post(f"{url}?id={page.pk}")
        elif way == "api":
            client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]))
        elif way == "schedule":
            moment = timezone.now() - timedelta(minutes=1)
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=moment)
            call_command("publish_scheduled")
        else:
            try:
                with transaction.atomic():
                    revision.publish(user=user)
            except (TranslationError, PermissionDenied):
                return

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

    @rule(name=FIELDS, text=POLISH)
    def minor_edit(self, name: str, text: str) -> None:
        page = fresh(self.page)
        setattr(page, name, text)
        revision = page.save_revision()
        source = TranslationSource.objects.get(object_id=page.translation_key)
        shown = changes(source, revision.as_object())
        picked = {each.key for each in shown}
        with minor_edits.declared(minor_edits.declare(self.publisher, shown, picked)):
            revision.publish()
        self.minor |= {(each.old, each.new) for each in shown if each.is_offered}

    @rule()
    def undo(self) -> None:
        for edit in MinorEdit.objects.filter(undone_at=None):
            minor_edits.undo(edit, user=self.publisher)
        self.minor = set()

    @rule(person=PEOPLE, only_open=st.booleans())
    def write(self, person: int, only_open: bool) -> None:
        user = self.translators[person]
        if self.translation is None:
            return
        for row in segment_rows(self.translation):
            if only_open and row.text:
                continue
            text = f"uk-{self.number()}" if row.path == "slug" else f"[uk] {self.number()}"
            writing.write(self.translation, row.id, text, user=user)
            self.ledger[text] = Written(row.source, user.pk)

    @rule(person=PEOPLE)
    def approve(self, person: int) -> None:
        translation, user = self.translation, self.reviewers[person]
        if translation is None or self.target is None:
            return
        drafts.save_draft(translation)  # What the reviewer has before them.
        try:
            with transaction.atomic():
                review.approve(translation, user=user)
        except (TranslationError, PermissionDenied):
            return
        self.read([row.text for row in segment_rows(translation)], user)

    @rule(person=PEOPLE)
    def submit(self, person: int) -> None:
        if self.translation is None or self.target is None:
            return
        try:
            with transaction.atomic():
                review.submit(self.translation, user=self.translators[person])
        except (TranslationError, PermissionDenied):
            return
        run_checks()

    def read(self, texts: list[str], user: Any) -> None:
        for text in texts:
            if text in self.ledger:
                self.ledger[text].readers.add(user.pk)

    @rule(person=PEOPLE, name=FIELDS)
    def edit_by_hand(self, person: int, name: str) -> None:
        if self.target is None:
            return
        user = self.translators[person]
        target = self.target.get_latest_revision_as_object()
        text = f"[uk] {self.number()}"
        setattr(target, name, text)
        target.save_revision(user=user)
        self.ledger[text] = Written(getattr(fresh(self.page), name), user.pk)

    @rule(person=PEOPLE, back=st.integers(1, 4))
    def revert(self, person: int, back: int) -> None:
        if self.target is None:
            return
        found = self.target.revisions.order_by("-pk")[back : back + 1]
        client = Client(raise_request_exception=False)
        client.force_login(self.translators[person])
        url = reverse(
            "wagtailadmin_api:pages:action", args=[self.target.pk, "revert_to_page_revision"]
        )
        for old in found:
            client.post(url, {"revision_id": old.pk}, content_type="application/json")

    @rule(person=PEOPLE, way=WAYS)
    def publish_translation(self, person: int, way: str) -> None:
        if self.target is None or not self.target.latest_revision_id:
            return
        newest = self.target.get_latest_revision()
        before = self.target.live_revision_id
        self.publish(self.target, self.reviewers[person], way)
        if way != "schedule" and self.target.live_revision_id == newest.pk != before:
            texts = [text for _place, text in self.said(newest.as_object())]
            self.read(texts, self.reviewers[person])

    @rule(is_enabled=st.booleans())
    def stop_or_restart(self, is_enabled: bool) -> None:
        if self.translation is not None:
            translation = self.translation
            translation.enabled = is_enabled
            translation.save(update_fields=["enabled"])

    @rule()
    def unpublish(self) -> None:
        fresh(self.page).unpublish()

    @rule()
    def unpublish_translation(self) -> None:
        if self.target is not None:
            self.target.unpublish()

    @rule()
    def delete_translation(self) -> None:
        if self.target is not None:
            Page.objects.get(pk=self.target.pk).delete()

    @rule()
    def restore(self) -> None:
        try:
            drafts.restore_target(drafts.start(fresh(self.page), locale(CODE)))
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

    def said(self, page: Any) -> list[tuple[tuple[str, int, int], str]]:
        """Return the texts of a page by their places, cells that are not empty among them."""
        grid = page.body[0].value["table"]["data"] if page.body else []
        cells = [
            (("cell", row, column), text)
            for row, line in enumerate(grid)
            for column, text in enumerate(line)
            if text
        ]
        return [(("title", 0, 0), page.title), (("lead", 0, 0), page.lead), *cells]

    def stands_for(self, text: str) -> set[str]:
        """Return what a translated text says in Polish, by its writer or by a minor edit since."""
        found = {self.ledger[text].polish} if text in self.ledger else set()
        for _step in range(len(self.minor)):
            found |= {new for old, new in self.minor if old in found}
        return found

    @invariant()
    def what_is_current_was_written_for_what_is_live(self) -> None:
        state = TranslationState.objects.filter(translation_key=self.page.translation_key).first()
        if state is None or state.status != TranslationStatus.CURRENT:
            return
        polish, target = dict(self.said(fresh(self.page))), dict(self.said(self.target))
        assert self.target.live
        assert polish.keys() == target.keys()
        for place, text in target.items():
            assert polish[place] in self.stands_for(text), (place, text)

    @invariant()
    def what_is_live_was_read_by_somebody_else(self) -> None:
        if self.target is None or not self.target.live:
            return
        for place, text in self.said(self.target):
            written = self.ledger.get(text)
            assert written is not None, (place, text)
            assert written.readers - {written.author}, (place, text)


@pytest.mark.django_db
def test_whole_lives_by_every_way() -> None:
    run_state_machine_as_test(
        WholeLife,
        settings=settings(
            max_examples=6,
            stateful_step_count=18,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
