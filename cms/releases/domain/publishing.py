"""Publishing sources with their languages: all in one transaction, or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation

from cms.core.models import TranslationState, TranslationStatus
from cms.core.publication_gate import PublicationRefusedError
from cms.translation.domain import drafts, reviewing, rights, segments, states
from cms.translation.domain.counts import counts
from cms.translation.domain.errors import TranslationError
from cms.translation.models import Acceptance, TranslationDraft
from cms.users.models import User


class NotStartedError(TranslationError):
    """There is no translation into this language, or it was stopped."""


class NoRightsError(TranslationError):
    """The user may not publish this page."""


class NothingToPublishError(TranslationError):
    """The page has no text of its own to publish."""


Refusal = TranslationError | PublicationRefusedError


@dataclass(frozen=True, slots=True)
class Cell:
    """A source in one language; ``refusal`` is why it cannot go live, None where it can."""

    page: Any
    locale: Locale
    refusal: Refusal | None = None


class ReleaseRefusedError(Exception):
    """Something of a release cannot go live, so nothing has; ``cells`` are what cannot."""

    def __init__(self, cells: list[Cell]) -> None:
        super().__init__(f"{len(cells)} refused")
        self.cells = cells


@dataclass(frozen=True, slots=True)
class Chosen:
    """A source page and the revision of it that was chosen; None for what is live."""

    page: Any
    revision: Revision | None


def latest(pages: Iterable[Any]) -> list[Chosen]:
    """Return the pages with their newest texts; what has no changes goes as it is live."""
    return [
        Chosen(
            page, page.latest_revision if page.has_unpublished_changes or not page.live else None
        )
        for page in pages
    ]


@transaction.atomic
def publish_together(chosen: list[Chosen], targets: list[Locale], *, user: User | None) -> None:
    """Publish the sources and their translations into ``targets``; raise without any effect.

    Effects: each source's chosen revision, then each language's reviewed text, parents before
    children. What is live and current already stays as it is. Raises ReleaseRefusedError that
    lists every page and language that cannot go live.
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
    cells = [
        Cell(one.page, one.page.locale, _refusal(_publish_source, one, user)) for one in chosen
    ]
    for one in chosen:
        for locale in targets:
            refusal = _refusal(_publish_target, one.page, locale, user)
            cells.append(Cell(one.page, locale, refusal))
    return cells


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
    if one.revision is not None and one.revision.pk != page.live_revision_id:
        one.revision.publish(user=user, skip_permission_checks=True)
    elif not page.live:
        raise NothingToPublishError(str(page.pk))


def _publish_target(page: Any, locale: Locale, user: User | None) -> None:
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=locale, enabled=True
    ).first()
    target = states.target_of(translation) if translation else None
    if translation is None or target is None:
        raise NotStartedError(str(page.pk))
    if target.live and _is_current(page, locale):
        return
    _reviewed_draft(translation, target, user).publish(user=user, skip_permission_checks=True)


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
    if known and known.reviewed_at and known.source_digest == segments.digest(source):
        return known.revision
    revision = drafts.save_draft(translation, user=user)
    reviewer = _reviewer_of_all(translation, revision.translation_draft, target)
    if reviewer is not None:
        reviewing.note(revision, user=reviewer)
    return revision


def _reviewer_of_all(translation: Translation, draft: TranslationDraft, target: Any) -> User | None:
    """Return who accepted last, if all was accepted by somebody with the right to.

    Texts without an author, which the system brought, count as read only where they were live.
    """
    if draft.missing or draft.machine or draft.authors:
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
