"""What of a translation reviewers have read, and which draft of it may go live on their word."""

from typing import Any

from django.db.models import F
from wagtail.models import Locale, Revision
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translation.base.domain import (
    permissions,
    review_records,
    segments,
    states,
    translation_drafts,
)
from cms.translation.base.domain.segment_origins import SourceText
from cms.translation.base.domain.segments import UNKNOWN
from cms.translation.base.domain.translation_progress import counts
from cms.translation.base.models import Acceptance, TranslationDraft
from cms.users.models import User

from .release_items import NotStartedError


def running(page: Any, locale: Locale) -> tuple[Translation, Any]:
    """Return the translation of ``page`` and its page. Raises NotStartedError."""
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=locale, enabled=True
    ).first()
    target = states.target_of(translation) if translation else None
    if translation is None or target is None:
        raise NotStartedError(str(page.pk))
    return translation, target


def reviewed_draft(translation: Translation, target: Any, user: User | None) -> Revision:
    """Return the draft that somebody has read, or one of the segments as they are now.

    Where every segment was accepted by a reviewer, that is the review of the new draft. Otherwise
    publishing asks whether ``user`` may stand for it.
    """
    source = translation.source
    known = TranslationDraft.objects.filter(revision_id=target.latest_revision_id).first()
    if known and known.is_read and SourceText(source).is_translated_by(known):
        return known.revision
    revision = translation_drafts.save_draft(translation, user=user)
    reviewer = _reviewer_of_all(translation, revision.translation_draft, target)
    if reviewer is not None:
        review_records.note(revision, user=reviewer)
    return revision


def _reviewer_of_all(translation: Translation, draft: TranslationDraft, target: Any) -> User | None:
    """Return who accepted last, if all was accepted by somebody with the right to.

    Texts without an author, which the system brought, count as read only where they are live.
    """
    unread = set(draft.authors)
    if draft.missing or draft.machine or unread - {UNKNOWN}:
        return None
    if unread and not _were_live(translation, target):
        return None
    key, locale = translation.source.object_id, translation.target_locale
    count = counts([locale], keys=[key]).get((key, locale.pk))
    if not target.live and (count is None or count.accepted < count.segments):
        return None
    newest = Acceptance.objects.filter(
        translation__locale=locale, translation__context__object=key
    ).exclude(accepted_by=None)
    acceptance = newest.order_by("-accepted_at").select_related("accepted_by").first()
    reviewer: User | None = acceptance.accepted_by if acceptance else None
    return reviewer if reviewer and permissions.may_publish(reviewer, locale) else None


def _were_live(translation: Translation, target: Any) -> bool:
    """Tell whether every text that nobody is known to have written is what readers have now."""
    if not target.live:
        return False
    found = segments.unaccepted(translation.source, translation.target_locale)
    paths = [path for path, author in found if author == UNKNOWN]
    texts = StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__path__in=paths,
        translation_of__segments__source=translation.source,
        translation_of__segments__context=F("context"),
    ).values_list("context__path", "data")
    live = {
        (value.path, value.string.data)
        for value in extract_segments(target)
        if isinstance(value, StringSegmentValue)
    }
    return set(texts) <= live
