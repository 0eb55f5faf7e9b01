"""Who did what, as the database has it: once noted, nobody's name may give way to another's."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import ModelLogEntry, PageLogEntry, Revision, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation

from cms.translation.base.models import Acceptance, MinorEdit, TranslationDraft
from cms.translation.releases.models import Release

from .text_model import Ledger

_WHO: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Revision, ("user_id",)),
    (PageLogEntry, ("user_id",)),
    (ModelLogEntry, ("user_id",)),
    (TaskState, ("finished_by_id",)),
    (WorkflowState, ("requested_by_id",)),
    (Release, ("created_by_id", "undone_by_id")),
    (MinorEdit, ("made_by_id", "undone_by_id")),
    (TranslationDraft, ("reviewed_by_id", "by_system")),
)
Records = dict[tuple[str, int, str], Any]


def records() -> Records:
    """Return every name there is, by what it is the name of; who has done nothing yet is left out.

    Of a plan the last change is kept alone: its moment belongs to the name.
    """
    return dict(_records())


def _records() -> Iterator[tuple[tuple[str, int, str], Any]]:
    for model, names in _WHO:
        for pk, *values in model.objects.values_list("pk", *names):
            for name, value in zip(names, values, strict=True):
                if value:
                    yield (model.__name__, pk, name), value
    changes = Release.objects.exclude(changed_at=None)
    for pk, moment, user in changes.values_list("pk", "changed_at", "changed_by_id"):
        yield ("Release", pk, f"changed at {moment}"), user


def check_texts(ledger: Ledger) -> None:
    """Compare who wrote and who accepted each stored text with the ledger."""
    rows = StringTranslation.objects.values_list("data", "last_translated_by_id")
    for text, author in rows:
        if text in ledger.texts:
            assert author == ledger.texts[text].author, text
    for text, reader in Acceptance.objects.values_list("text", "accepted_by_id"):
        if text in ledger.texts:
            assert reader in ledger.texts[text].readers, text
