"""Publishing sources with their languages: all in one transaction, or none."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.core.publication_gate import PublicationRefusedError
from cms.translation.domain import drafts, reviewing, rights, segments, states
from cms.translation.domain.counts import counts
from cms.translation.domain.errors import TranslationError
from cms.translation.domain.origins import SourceText
from cms.translation.domain.segments import UNKNOWN
from cms.translation.models import Acceptance, TranslationDraft
from cms.users.models import User

from .cells import (
    Cell,
    ChangedSinceError,
    Chosen,
    ChosenGoneError,
    NoRightsError,
    NothingToPublishError,
    NotStartedError,
    OwnDateError,
    Refusal,
    ReleaseRefusedError,
)
from .liveness import last_act, live_now, lock


@transaction.atomic
def publish_together(chosen: list[Chosen], targets: list[Locale], *, user: User | None) -> None:
    """Publish the sources and their translations into ``targets``; raise without any effect.

    Effects: each source's chosen revision, then each language's reviewed text, parents before
    children. What is live and current already stays as it is. Afterwards all that was chosen is
    live. Raises ReleaseRefusedError that lists every page and language that cannot go live, or
    that somebody has changed since it was chosen.
    """
    refused = [cell for cell in _publish_all(chosen, targets, user) if cell.refusal]
    if refused:
        raise ReleaseRefusedError(refused)


def rehearse(chosen: list[Chosen], targets: list[Locale], *, user: User | None) -> list[Cell]:
    """Return what publishing together would say of every page and language; nothing changes."""
    with transaction.atomic():
        cells = _publish_all(chosen, targets, user)
        transaction.set_rollback(True)
    return cells


def _publish_all(chosen: list[Chosen], targets: list[Locale], user: User | None) -> list[Cell]:
    lock(one.page for one in chosen if one.page)
    since = {id(one): _changes(one, targets) for one in chosen}
    cells = [_publish_source_of(one, since[id(one)], user) for one in chosen]
    for one in chosen:
        for locale in targets if one.page else ():
            refusal = since[id(one)].get(locale.language_code) or _refusal(
                _publish_target, one.page, locale, user
            )
            cells.append(Cell(one.page, locale, refusal))
    return cells


def _publish_source_of(one: Chosen, since: dict[str, Refusal], user: User | None) -> Cell:
    if one.page is None:
        source = Locale.objects.get(language_code=locales.SOURCE)
        return Cell(None, source, ChosenGoneError(one.title), one.title)
    refusal = since.get(locales.SOURCE) or _refusal(_publish_source, one, user)
    return Cell(one.page, one.page.locale, refusal)


def _changes(one: Chosen, targets: list[Locale]) -> dict[str, Refusal]:
    """Return, by language code, what happened to a chosen page since it was chosen.

    Translations are worked on until the release, so of them only what was taken down counts.
    """
    if one.live is None or one.page is None:
        return {}
    now = live_now(one.page, [locale.language_code for locale in targets])
    gone = {code for code in one.live if code not in now}
    chosen = one.revision.pk if one.revision else None
    is_live = locales.SOURCE in now
    if is_live and now[locales.SOURCE] not in (chosen, one.live.get(locales.SOURCE, chosen)):
        gone.add(locales.SOURCE)
    return {code: _change(one.page, code, is_live=code in now) for code in gone}


def _change(page: Any, code: str, *, is_live: bool) -> ChangedSinceError:
    key = {"translation_key": page.translation_key, "locale__language_code": code}
    found = Page.objects.filter(**key).first()
    return ChangedSinceError(last_act(found) if found else None, is_live=is_live)


def _refusal(publish: Any, *args: Any) -> Refusal | None:
    """Return why ``publish`` refuses, if it does; then it has changed nothing."""
    try:
        with transaction.atomic():
            publish(*args)
    except (TranslationError, PublicationRefusedError) as refusal:
        return refusal
    return None


def _publish_source(one: Chosen, user: User | None) -> None:
    page = Page.objects.get(pk=one.page.pk)
    if user is None or not page.permissions_for_user(user).can_publish():
        raise NoRightsError(str(page.pk))
    if one.revision is None and not one.goes_as_live:
        raise ChosenGoneError(str(page.pk))
    if one.revision is not None and one.revision.pk != page.live_revision_id:
        _publish(one.revision, user)
    elif not page.live:
        raise NothingToPublishError(str(page.pk))


def _publish(revision: Revision, user: User | None) -> None:
    """Publish ``revision``; raise OwnDateError where it is not what is live afterwards."""
    revision.publish(user=user, skip_permission_checks=True)
    page = Page.objects.get(pk=revision.object_id)
    has_ended = page.expire_at is not None and page.expire_at <= timezone.now()
    if not page.live or page.live_revision_id != revision.pk or has_ended:
        raise OwnDateError(str(page.pk))


def _publish_target(page: Any, locale: Locale, user: User | None) -> None:
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=locale, enabled=True
    ).first()
    target = states.target_of(translation) if translation else None
    if translation is None or target is None:
        raise NotStartedError(str(page.pk))
    if target.live and _is_current(page, locale):
        return
    _publish(_reviewed_draft(translation, target, user), user)


def _is_current(page: Any, locale: Locale) -> bool:
    found = TranslationState.objects.filter(translation_key=page.translation_key, locale=locale)
    return found.filter(status=TranslationStatus.CURRENT).exists()


def _reviewed_draft(translation: Translation, target: Any, user: User | None) -> Revision:
    """Return the draft that somebody has read, or one of the segments as they are now.

    Where every segment was accepted by a reviewer, that is the review of the new draft. Otherwise
    publishing asks whether ``user`` may stand for it.
    """
    source = translation.source
    known = TranslationDraft.objects.filter(revision_id=target.latest_revision_id).first()
    if known and known.is_read and SourceText(source).is_translated_by(known):
        return known.revision
    revision = drafts.save_draft(translation, user=user)
    reviewer = _reviewer_of_all(translation, revision.translation_draft, target)
    if reviewer is not None:
        reviewing.note(revision, user=reviewer)
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
    return reviewer if reviewer and rights.may_publish(reviewer, locale) else None


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
