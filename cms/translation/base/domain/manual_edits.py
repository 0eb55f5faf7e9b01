"""Texts written by hand, past the segments, become segments: nobody's work is overwritten."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translation.base.models import Acceptance, TranslationDraft

from . import states
from .segment_origins import short


@transaction.atomic
def take_in(translation: Translation) -> None:
    """Let the newest revision's texts stand in the segments, where it was saved by hand.

    Each text translates the string it was written for: what the source has changed since needs
    revision, and shows it. What was written in the segments later stays. Who read the revision
    accepted its texts. Nothing happens for a revision that was made of segments.
    """
    target = states.target_of(translation)
    newest = getattr(target, "latest_revision_id", None)
    draft = TranslationDraft.objects.filter(revision=newest).select_related("revision").first()
    if draft is None or draft.source_digest or not draft.origins:
        return
    strings, contexts = _strings(translation), _contexts(translation)
    for path, text in _texts(draft.revision.as_object()):
        for digest in draft.origins.get(path, {}).get(short(text), []):
            if (string := strings.get((path, digest))) is not None:
                writer = _writer(draft, path, short(text))
                place = {"context_id": contexts[path], "translation_of_id": string}
                _write(translation, place, text, draft, writer)


def _texts(instance: Any) -> Iterator[tuple[str, str]]:
    for segment in extract_segments(instance.specific if isinstance(instance, Page) else instance):
        if isinstance(segment, StringSegmentValue):
            yield segment.path, segment.string.data


def _contexts(translation: Translation) -> dict[str, int]:
    found = TranslationContext.objects.filter(object=translation.source.object_id)
    return dict(found.values_list("path", "pk"))


def _strings(translation: Translation) -> dict[tuple[str, str], int]:
    """Return the source's strings, those of former times included, by path and digest."""
    key = translation.source.object_id
    rows = [
        *String.objects.filter(segments__source=translation.source).values_list(
            "segments__context__path", "data", "pk"
        ),
        *StringTranslation.objects.filter(context__object=key).values_list(
            "context__path", "translation_of__data", "translation_of"
        ),
    ]
    return {(path, short(text)): pk for path, text, pk in rows}


def _writer(draft: TranslationDraft, path: str, text: str) -> int | None:
    """Return who wrote a text; of drafts from before that was kept, who saved it."""
    if not draft.writers:
        user_id: int | None = draft.revision.user_id
        return user_id
    found: dict[str, int] = draft.writers.get(path, {})
    return found.get(text)


def _write(
    translation: Translation,
    place: dict[str, int],
    text: str,
    draft: TranslationDraft,
    writer: int | None,
) -> None:
    """Let ``text``, which ``writer`` wrote, translate the string at ``place``."""
    place = {**place, "locale_id": translation.target_locale_id}
    found = StringTranslation.objects.filter(**place).first()
    if found is not None and (found.data == text or found.updated_at > draft.revision.created_at):
        return
    written, _created = StringTranslation.objects.update_or_create(
        **place,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by_id": writer,
            "has_error": False,
            "field_error": "",
        },
    )
    _accept(written, draft)


def _accept(written: StringTranslation, draft: TranslationDraft) -> None:
    if draft.reviewed_by_id is not None and not written.has_error:
        Acceptance.objects.update_or_create(
            translation=written,
            defaults={
                "text": written.data,
                "accepted_by_id": draft.reviewed_by_id,
                "accepted_at": draft.reviewed_at,
            },
        )
