"""Publishing a translation: all of it or nothing."""

import logging
from typing import Any

from django.db import models, transaction
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.core import locales
from cms.translation.base.models import TranslationDraft
from cms.translation.base.rules.limits import WORDS_THAT_ARE_NO_ACCIDENT
from cms.users.models import User

from . import field_validation, republication, review_records, segments, translation_drafts
from .errors import (
    SourceChangedError,
    SourceGoneError,
    SourceNotPublicError,
    UnreviewedError,
    UntranslatedError,
)
from .segment_origins import SourceText

logger = logging.getLogger(__name__)


@transaction.atomic
def publish(translation: Translation, *, user: User | None = None) -> models.Model:
    """Make the translation's present segments live, and return the published object.

    Effects, in order: a draft revision, its publication (Wagtail's signals and log), the state.
    Without ``user`` it is the system that publishes, such as the demo's loader: that counts as
    reviewed, by nobody. Raises UntranslatedError when a segment has no translation,
    UnreviewedError or OwnWorkError when ``user`` cannot stand for it; then nothing has changed.
    """
    translation_drafts.ensure_target(translation)
    revision = translation_drafts.save_draft(translation, user=user)
    if user is None:
        _refuse_machine(revision)
        review_records.note(revision, user=None)
    revision.publish(user=user, skip_permission_checks=True)
    found: models.Model = translation.get_target_instance()
    return found


def _refuse_machine(revision: Revision) -> None:
    machine = TranslationDraft.objects.get(revision=revision).machine
    if machine:
        raise UnreviewedError(revision.content_object, machine)


def refuse_unfit(revision: Revision, *, user: User | None) -> None:
    """Raise a TranslationError unless ``revision`` may go live, published by ``user``.

    The one gate for every way to publish: it is asked by Wagtail's publishing action. In this
    order: SourceNotPublicError while the source is unpublished or gone, UntranslatedError if it
    would put the source's text into a translation, SourceChangedError for a draft of a text that
    the source no longer has, InvalidTranslationError for texts that do not fit, UnreviewedError
    and OwnWorkError if nobody but their author stands for them. A source passes. What was live
    before is only asked the first.
    """
    target: Any = revision.content_object
    if republication.is_coming_back(revision):
        _refuse_without_public_source(target)
        return
    refuse_incomplete(revision)
    if is_translation(target) and _sources(target).exists():
        review_records.refuse_unreviewed(revision, target, user=user)


def refuse_incomplete(revision: Revision) -> None:
    """Raise a TranslationError if ``revision`` is not ready to be read by a reviewer."""
    _refuse_without_public_source(revision.content_object)
    draft = TranslationDraft.objects.filter(revision=revision).first()
    if draft is not None and not draft.source_digest:
        draft = None  # Made by hand; somebody has read it.
    left = draft.missing if draft else untranslated_paths(revision.as_object())
    if left:
        raise UntranslatedError(revision.content_object, left)
    if draft and _is_outdated(draft):
        raise SourceChangedError(str(revision.content_object))
    if draft:
        field_validation.refuse_invalid(revision.as_object())


def _refuse_without_public_source(target: Any) -> None:
    """Raise SourceNotPublicError: what Polish readers may not see, nobody may.

    SourceGoneError where what was translated has been deleted. What never was a translation is
    nobody's orphan.
    """
    if not is_translation(target):
        return
    sources = list(_sources(target))
    if any(not source.live for source in sources):
        raise SourceNotPublicError(str(target))
    if not sources and _was_translated(target):
        raise SourceGoneError(str(target))


def _was_translated(target: Any) -> bool:
    found = Translation.objects.filter(
        source__object=target.translation_key,
        source__locale__language_code=locales.SOURCE,
        target_locale=target.locale,
    )
    return bool(found.exists())


def _sources(target: Any) -> models.QuerySet[Any]:
    """Return the object that ``target`` translates, if it still exists."""
    found: models.QuerySet[Any] = type(target).objects.filter(
        translation_key=target.translation_key, locale__language_code=locales.SOURCE
    )
    return found


def _is_outdated(draft: TranslationDraft) -> bool:
    """Tell whether the source has changed since; what was live before may come back."""
    target: Any = draft.revision.content_object
    if draft.revision_id == target.live_revision_id:
        return False
    source = TranslationSource.objects.filter(object_id=target.translation_key).first()
    return source is not None and not SourceText(source).is_translated_by(draft)


def untranslated_paths(target: Any) -> list[str]:
    """Return where ``target`` repeats its source: for drafts not made from segments.

    A page that somebody edits by hand after stopping the translation may still hold sentences
    of the source; a copy of a draft holds what its running translation has not translated.
    """
    if not is_translation(target):
        return []
    source = _sources(target).first()
    if source is None:
        return []
    originals, missing = _texts(source), _missing(target)
    return [
        path
        for path, text in _texts(target).items()
        if originals.get(path) == text
        and (len(text.split()) >= WORDS_THAT_ARE_NO_ACCIDENT or path.partition("#")[0] in missing)
    ]


def _missing(target: Any) -> set[str]:
    running = Translation.objects.filter(
        source__object_id=target.translation_key, target_locale=target.locale, enabled=True
    ).first()
    return set(segments.missing(running.source, target.locale)) if running else set()


def withdraw_schedule(revision: Revision, refusal: Exception) -> None:
    """Cancel the scheduled publication of ``revision``; Wagtail's log says that it was cancelled.

    Raised instead, the refusal would stop everything else that is due, every time.
    """
    logger.warning("Not published as scheduled: revision %s, %s", revision.pk, refusal)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])


def is_translation(target: Any) -> bool:
    """Tell whether ``target`` is written in another language than the source."""
    locale: Locale | None = getattr(target, "locale", None)
    return locale is not None and locale.language_code != locales.SOURCE


def _texts(instance: Any) -> dict[str, str]:
    """Return the texts of ``instance`` by content path and place within it."""
    texts: dict[str, str] = {}
    for segment in extract_segments(instance.specific if isinstance(instance, Page) else instance):
        if isinstance(segment, StringSegmentValue):
            place = sum(path.startswith(f"{segment.path}#") for path in texts)
            texts[f"{segment.path}#{place}"] = segment.string.data
    return texts
