"""Publishing sources with their languages: all in one transaction, or none."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.core.publication.page_locks import lock_versions
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain.errors import TranslationError
from cms.users.models import User

from .live_revisions import last_act, live_now
from .release_items import (
    ChangedSinceError,
    ChosenGoneError,
    ChosenRevision,
    NoRightsError,
    NothingToPublishError,
    OwnDateError,
    Refusal,
    ReleaseItem,
    ReleaseRefusedError,
)
from .reviewed_drafts import reviewed_draft, running


@transaction.atomic
def publish_together(
    chosen: list[ChosenRevision], targets: list[Locale], *, user: User | None
) -> None:
    """Publish the sources and their translations into ``targets``; raise without any effect.

    Effects: each source's chosen revision, then each language's reviewed text, parents before
    children. What is live and current already stays as it is. Afterwards all that was chosen is
    live. Raises ReleaseRefusedError that lists every page and language that cannot go live, or
    that somebody has changed since it was chosen.
    """
    refused = [cell for cell in _publish_all(chosen, targets, user) if cell.refusal]
    if refused:
        raise ReleaseRefusedError(refused)


def rehearse(
    chosen: list[ChosenRevision], targets: list[Locale], *, user: User | None
) -> list[ReleaseItem]:
    """Return what publishing together would say of every page and language; nothing changes."""
    with transaction.atomic():
        cells = _publish_all(chosen, targets, user)
        transaction.set_rollback(True)
    return cells


def _publish_all(
    chosen: list[ChosenRevision], targets: list[Locale], user: User | None
) -> list[ReleaseItem]:
    lock_versions(one.page.translation_key for one in chosen if one.page)
    since = {id(one): _changes(one, targets) for one in chosen}
    cells = [_publish_source_of(one, since[id(one)], user) for one in chosen]
    for one in chosen:
        for locale in targets if one.page else ():
            refusal = since[id(one)].get(locale.language_code) or refusal_of(
                _publish_target, one.page, locale, user
            )
            cells.append(ReleaseItem(one.page, locale, refusal))
    return cells


def _publish_source_of(
    one: ChosenRevision, since: dict[str, Refusal], user: User | None
) -> ReleaseItem:
    if one.page is None:
        source = Locale.objects.get(language_code=locales.SOURCE)
        return ReleaseItem(None, source, ChosenGoneError(one.title), one.title)
    refusal = since.get(locales.SOURCE) or refusal_of(_publish_source, one, user)
    return ReleaseItem(one.page, one.page.locale, refusal)


def _changes(one: ChosenRevision, targets: list[Locale]) -> dict[str, Refusal]:
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


def refusal_of(publish: Any, *args: Any, **kwargs: Any) -> Refusal | None:
    """Return why ``publish`` refuses, if it does; then it has changed nothing."""
    try:
        with transaction.atomic():
            publish(*args, **kwargs)
    except (TranslationError, PublicationRefusedError) as refusal:
        return refusal
    return None


def _publish_source(one: ChosenRevision, user: User | None) -> None:
    page = Page.objects.get(pk=one.page.pk)
    if user is None or not page.permissions_for_user(user).can_publish():
        raise NoRightsError(str(page.pk))
    if one.revision is None and not one.goes_as_live:
        raise ChosenGoneError(str(page.pk))
    if one.revision is not None and one.revision.pk != page.live_revision_id:
        publish_revision(one.revision, user)
    elif not page.live:
        raise NothingToPublishError(str(page.pk))


def publish_revision(revision: Revision, user: User | None) -> None:
    """Publish ``revision``; raise OwnDateError where it is not what is live afterwards."""
    revision.publish(user=user, skip_permission_checks=True)
    page = Page.objects.get(pk=revision.object_id)
    has_ended = page.expire_at is not None and page.expire_at <= timezone.now()
    if not page.live or page.live_revision_id != revision.pk or has_ended:
        raise OwnDateError(str(page.pk))


def _publish_target(page: Any, locale: Locale, user: User | None) -> None:
    translation, target = running(page, locale)
    if target.live and _is_current(page, locale):
        return
    publish_revision(reviewed_draft(translation, target, user), user)


def _is_current(page: Any, locale: Locale) -> bool:
    found = TranslationState.objects.filter(translation_key=page.translation_key, locale=locale)
    return found.filter(status=TranslationStatus.CURRENT).exists()
