"""What needs no translator goes live in every language together with its source.

Addresses, telephone numbers, pictures, tables' shapes, the order and the end of blocks: each live
translation takes them over with the words it has. Words that the source says otherwise by now stay
as they were, and behind; where new words have no place in a translation yet, or its texts are
somebody's to decide, the values alone go live (``value_changes``).
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import validate_translation_links

from cms.core import locales
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.models import FormerString, TranslationDraft

from . import states, translation_drafts
from .errors import TranslationError
from .manual_revisions import made_from_segments
from .republication import bring_back
from .segment_origins import SHAPE, Origins, SourceText, digests_of, short
from .segments import Segments
from .value_changes import FOLLOWED, LOG_ACTION, Former, change_of

_Words = dict[tuple[str, str], str]  # Content path and digest of the source's string → text.


@transaction.atomic
def follow(instance: Any, former: Former) -> None:
    """Let the live translations of a source that has just changed take over what is no words.

    ``former`` is what was stored of it before. Effects, for each that differs in it: a revision
    with its live words, which counts as read by whoever read them; its publication; an entry in its
    log; and, where somebody works on other words, their draft again. Where that cannot be, those
    of ``ValueChange.carry``.
    """
    source = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale__language_code=locales.SOURCE
    ).first()
    if source is None:
        return
    text = SourceText(source)
    change = change_of(former, instance, text.digests[1])
    found = Translation.objects.filter(source=source)
    for translation in found.select_related("source", "target_locale"):
        target = states.target_of(translation)
        if target is not None and target.live and not _follow(translation, target, text):
            change.carry(states.target_of(translation))


def _follow(translation: Translation, target: Any, text: SourceText) -> bool:
    """Take over the whole shape with the live words; tell whether that was possible."""
    live = TranslationDraft.objects.filter(revision=target.live_revision_id).first()
    if not translation.enabled or live is None or states.in_review(target):
        return False
    if not _differs_in_shape(live, text):
        return False
    if _is_edited_by_hand(target) or _has_unread_values(translation, live):
        return False
    segments = Segments.load(translation.source, translation.target_locale)
    if not _say_live_words(segments, live_words(target, live)):
        return False
    try:
        with transaction.atomic():
            revision = _save(translation, segments, live, text)
            bring_back(revision, user=None)
            log(instance=target, action=LOG_ACTION)
            if target.has_unpublished_changes:
                translation_drafts.save_draft(translation)
    except (PublicationRefusedError, TranslationError):
        return False
    return True


def _differs_in_shape(live: TranslationDraft, text: SourceText) -> bool:
    """Tell whether a live text was made for another shape; of old ones it is not known."""
    claims = live.origins.get(SHAPE, {}).values()
    return bool(claims) and not any(text.digests[1] in each for each in claims)


def _is_edited_by_hand(target: Any) -> bool:
    """Tell whether somebody's draft would be hidden that is in no segments."""
    if target.latest_revision_id == target.live_revision_id:
        return False
    found = TranslationDraft.objects.filter(revision=target.latest_revision_id)
    return not found.exclude(source_digest="").exists()


def _has_unread_values(translation: Translation, live: TranslationDraft) -> bool:
    """Tell whether somebody gave the language an address or picture of its own since."""
    found = SegmentOverride.objects.filter(
        locale=translation.target_locale, context__object=translation.source.object_id
    )
    return bool(found.filter(updated_at__gt=live.revision.created_at).exists())


def live_words(target: Any, live: TranslationDraft) -> _Words:
    """Return the live texts by the string each was written for; none where that is not clear."""
    words: _Words = {}
    unclear = set()
    for segment in extract_segments(target):
        if not isinstance(segment, StringSegmentValue):
            continue
        said = segment.string.data
        claims = live.origins.get(segment.path, {}).get(short(said), [])
        for place in ((segment.path, each) for each in claims):
            if len(claims) > 1 or words.get(place, said) != said:
                unclear.add(place)
            words[place] = said
    return {place: said for place, said in words.items() if place not in unclear}


def _say_live_words(segments: Segments, words: _Words) -> bool:
    """Put live words in the place of the strings' translations; tell whether all have some."""
    former = _former(segments)
    for each in segments.strings:
        path = each.context.path
        before = former.get((each.context_id, each.string_id), "")
        text = words.get((path, short(each.string.data))) or words.get((path, short(before)))
        each.translation = text if text and _has_links_of(each.string.data, text) else None
    return all(each.translation for each in segments.strings)


def _has_links_of(source: str, text: str) -> bool:
    """Tell whether a text holds no link that its source's string lacks."""
    try:
        validate_translation_links(source, text)
    except ValueError:
        return False
    return True


def _former(segments: Segments) -> dict[tuple[int, int], str]:
    rows = FormerString.objects.filter(context__in=[each.context_id for each in segments.strings])
    return {
        (context, string): text
        for context, string, text in rows.values_list("context_id", "string_id", "former__data")
    }


def _save(
    translation: Translation, segments: Segments, live: TranslationDraft, text: SourceText
) -> Revision:
    source, locale = translation.source, translation.target_locale
    original, target = source.as_instance(), source.get_translated_instance(locale)
    copy_synchronised_fields(original, target)
    ingest_segments(original, target, source.locale, locale, list(segments.values(locale)))
    if isinstance(target, Page):
        target.alias_of_id = None
    with made_from_segments():
        revision: Revision = target.save_revision(clean=False)
    TranslationDraft.objects.create(
        revision=revision,
        source_digest=FOLLOWED,
        origins=_origins(target, live, text),
        writers=live.writers,  # Its words are the live ones.
        reviewed_by=live.reviewed_by,
        reviewed_at=live.reviewed_at or timezone.now(),
    )
    return revision


def _origins(target: Any, live: TranslationDraft, text: SourceText) -> Origins:
    """Return the origins that the words had, with the source's present shape."""
    found: Origins = {}
    for path, digests in digests_of(target).items():
        known = live.origins.get(path, {})
        found[path] = {each: known.get(each, []) for each in digests}
    found[SHAPE] = {each: [text.digests[1]] for each in found[SHAPE]}
    return found
