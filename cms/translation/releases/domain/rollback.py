"""Undoing a release that has fired: what was live before is live again, all of it or nothing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from cms.core import locales
from cms.core.publication.page_locks import lock_versions
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain.errors import TranslationError
from cms.translation.base.domain.republication import bring_back
from cms.translation.releases.enums import ReleaseState
from cms.translation.releases.models import Release, ReleasePage
from cms.users.models import User

from .lifecycle import TooLateError, may_manage
from .live_revisions import last_act, live_now
from .release_items import ChangedSinceError, ChosenGoneError, ReleaseItem, ReleaseRefusedError


@transaction.atomic
def undo(release: Release, *, user: User) -> None:
    """Bring back what was live before ``release`` fired, in Polish and in its languages.

    Effects: each source's former text, or its unpublication, then each language's; the release is
    undone by ``user``. Drafts stay. Raises PermissionDenied, TooLateError unless it is done,
    ReleaseRefusedError that names what has been changed or deleted since: then nothing happens.
    """
    if not may_manage(release, user):
        raise PermissionDenied
    release = Release.objects.select_for_update().get(pk=release.pk)
    if release.state != ReleaseState.DONE:
        raise TooLateError(str(release.pk))
    rows = list(release.pages.select_related("page__locale").order_by("page__path"))
    targets = list(release.locales.order_by("pk"))
    lock_versions(row.page.translation_key for row in rows if row.page)
    refused = [cell for row in rows for cell in _changed(row, targets)]
    refused = refused or [cell for row in rows for cell in _restore(row, targets, user)]
    if refused:
        raise ReleaseRefusedError(refused)
    release.state, release.undone_by = ReleaseState.UNDONE, user
    release.undone_at = timezone.now()
    release.save(update_fields=["state", "undone_by", "undone_at"])


def is_undoable(release: Release) -> bool:
    """Tell whether a release has fired with notes of what was live before."""
    rows = list(release.pages.all())
    return release.state == ReleaseState.DONE and bool(rows) and all(row.live_after for row in rows)


def _changed(row: ReleasePage, targets: list[Locale]) -> list[ReleaseItem]:
    """Return the languages of a member that are not as the release left them."""
    every = [Locale.objects.get(language_code=locales.SOURCE), *targets]
    if row.page is None:
        return [ReleaseItem(None, every[0], ChosenGoneError(row.title), row.title)]
    now = live_now(row.page, [locale.language_code for locale in targets])
    return [
        ReleaseItem(row.page, locale, _why(row, locale, is_live=locale.language_code in now))
        for locale in every
        if now.get(locale.language_code) != row.live_after.get(locale.language_code)
    ]


def _why(row: ReleasePage, locale: Locale, *, is_live: bool) -> ChangedSinceError:
    found = _in_language(row, locale)
    return ChangedSinceError(last_act(found) if found else None, is_live=is_live)


def _in_language(row: ReleasePage, locale: Locale) -> Any:
    page: Any = row.page
    return Page.objects.filter(translation_key=page.translation_key, locale=locale).first()


def _restore(row: ReleasePage, targets: list[Locale], user: User) -> list[ReleaseItem]:
    """Bring back a member in the source's language and then in the others; return refusals."""
    page: Any = row.page
    cells = []
    for locale in (page.locale, *targets):
        try:
            with transaction.atomic():
                _restore_one(row, locale, user)
        except (TranslationError, PublicationRefusedError) as refusal:
            cells.append(ReleaseItem(page, locale, refusal))
    return cells


def _restore_one(row: ReleasePage, locale: Locale, user: User) -> None:
    code = locale.language_code
    page = _in_language(row, locale)
    if page is None or row.live_before.get(code) == page.live_revision_id:
        return
    if code not in row.live_before:
        page.specific.unpublish(user=user)
        return
    revision = Revision.objects.filter(pk=row.live_before[code]).first()
    if revision is None:
        raise ChosenGoneError(str(page.pk))
    bring_back(revision, user=user)
