"""The states of translations, always recomputed from segments and from what is live."""

from typing import Any, Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Locale, Page, TranslatableMixin, WorkflowState
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.translation.base.models import Acceptance, TranslationDraft

from .segment_origins import SourceText
from .segments import missing, unaccepted

_FOLLOWS_SEGMENTS: Final = frozenset({TranslationStatus.IN_PROGRESS, TranslationStatus.MACHINE})


@transaction.atomic
def recompute(translation_key: UUID, locale: Locale | None = None) -> None:
    """Bring the states of all translations of one object up to date, or of the one into ``locale``.

    Effects: creates, updates or deletes ``TranslationState`` rows of ``translation_key``.
    """
    source = TranslationSource.objects.filter(
        object_id=translation_key, locale__language_code=locales.SOURCE
    ).first()
    if source is None:
        TranslationState.objects.filter(translation_key=translation_key).delete()
        return
    text = SourceText(source)
    found = source.translations.select_related("target_locale")
    for translation in found if locale is None else found.filter(target_locale=locale):
        _recompute_one(translation, text)


def note_draft(translation: Translation, *, is_machine: bool) -> None:
    """Give a translation its first state: a draft that nobody has seen."""
    status = TranslationStatus.MACHINE if is_machine else TranslationStatus.IN_PROGRESS
    state = TranslationState(
        translation_key=translation.source.object_id,
        locale=translation.target_locale,
        status=status,
    )
    TranslationState.objects.bulk_create(
        [state],
        update_conflicts=True,
        unique_fields=["translation_key", "locale"],
        update_fields=["status"],
    )


def note_started(translation: Translation) -> None:
    """Give a translation its state, if it has none yet."""
    key, locale = translation.source.object_id, translation.target_locale
    if not TranslationState.objects.filter(translation_key=key, locale=locale).exists():
        _recompute_one(translation, SourceText(translation.source))


@transaction.atomic
def recompute_open(translation: Translation) -> None:
    """Bring one translation's state up to date after its segments changed.

    What is live or in review does not follow from the segments, so mostly this is one query.
    """
    key, locale = translation.source.object_id, translation.target_locale
    state = TranslationState.objects.filter(translation_key=key, locale=locale).first()
    if state is None or state.status not in _FOLLOWS_SEGMENTS:
        return
    status = _open_status(translation)
    if status != state.status:
        state.status = status
        state.save(update_fields=["status"])


def _open_status(translation: Translation) -> TranslationStatus:
    """Return the state of a translation that is neither live nor in review.

    ``machine`` means that only a person's eyes are missing.
    """
    source, locale = translation.source, translation.target_locale
    is_machine = any(author is None for _path, author in unaccepted(source, locale))
    if is_machine and not missing(source, locale):
        return TranslationStatus.MACHINE
    return TranslationStatus.IN_PROGRESS


def _recompute_one(translation: Translation, text: SourceText) -> None:
    key, locale = translation.source.object_id, translation.target_locale
    state = TranslationState.objects.filter(translation_key=key, locale=locale).first()
    is_new = state is None
    if is_new and not _has_source(translation.source):
        return
    state = state or TranslationState(
        translation_key=key, locale=locale, status=TranslationStatus.MISSING
    )
    target = target_of(translation)
    before = (state.status, state.behind_since)
    state.status = _status(translation, target, text)
    if state.status != TranslationStatus.BEHIND:
        state.behind_since, state.urgent = None, False
    elif state.behind_since is None:
        state.behind_since = timezone.now()
    if is_new:
        TranslationState.objects.bulk_create([state], ignore_conflicts=True)
    elif before != (state.status, state.behind_since):
        state.save(update_fields=["status", "behind_since", "urgent"])


def _has_source(source: TranslationSource) -> bool:
    """Tell whether what is translated still exists: an orphan has no state."""
    try:
        return bool(source.get_source_instance())
    except models.ObjectDoesNotExist:
        return False


def _status(translation: Translation, target: Any, text: SourceText) -> TranslationStatus:
    if target is None:
        return TranslationStatus.MISSING
    if target.live:
        live = TranslationDraft.objects.filter(revision=target.live_revision_id).first()
        is_current = text.is_translated_by(live)
        return TranslationStatus.CURRENT if is_current else TranslationStatus.BEHIND
    return TranslationStatus.IN_REVIEW if in_review(target) else _open_status(translation)


def target_of(translation: Translation) -> Any:
    """Return the object in the target language as the database has it, or None."""
    try:
        return translation.get_target_instance()
    except models.ObjectDoesNotExist:
        return None


def translation_of(instance: Any) -> Translation | None:
    """Return the running translation whose target ``instance`` is, or None."""
    if not isinstance(instance, TranslatableMixin):
        return None
    return Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale, enabled=True
    ).first()


@transaction.atomic
def segment_written(found: StringTranslation) -> None:
    """Bring acceptance and state up to date after one segment was written past ``writing``.

    wagtail-localize's editor and its PO import save single rows.
    """
    Acceptance.objects.filter(translation=found.pk).exclude(text=found.data).delete()
    translation = (
        Translation.objects.filter(
            source__object=found.context.object_id, target_locale=found.locale_id
        )
        .select_related("source", "target_locale")
        .first()
    )
    if translation is not None:
        recompute_open(translation)


def in_review(target: models.Model) -> bool:
    """Tell whether a workflow is running on ``target``."""
    content_type = ContentType.objects.get_for_model(Page if isinstance(target, Page) else target)
    return bool(
        WorkflowState.objects.filter(
            base_content_type=content_type,
            object_id=str(target.pk),
            status=WorkflowState.STATUS_IN_PROGRESS,
        ).exists()
    )
