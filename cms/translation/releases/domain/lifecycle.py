"""A release's life: planned, then done or failed, or cancelled before its time."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Locale

from cms.background.jobs.api import enqueue
from cms.background.jobs.errors import describe
from cms.translation.base.domain import translation_drafts
from cms.translation.base.domain.republication import keep_live_text
from cms.translation.releases.enums import ReleaseState
from cms.translation.releases.models import Release, ReleasePage
from cms.users.models import User

from . import publishers
from .joint_publication import publish_together, rehearse
from .live_revisions import live_now
from .release_items import ChosenRevision, ReleaseItem, ReleaseRefusedError, latest

logger = logging.getLogger(__name__)

RUN: Final = "releases.run"
TELL: Final = "releases.tell"


class TooLateError(Exception):
    """The release is not planned any more: it has run, or was cancelled."""


@transaction.atomic
def plan(
    pages: Iterable[Any], targets: Iterable[Locale], *, user: User, at: datetime | None = None
) -> Release:
    """Plan a release of the pages' newest texts for ``at`` (aware), or for now.

    What has a time may still be incomplete; at its time all of it must be ready. What should go
    out now is refused at once: ReleaseRefusedError lists what is missing, nothing is planned then.
    Raises PermissionDenied for a page that the user may not publish.
    """
    chosen, wanted = latest(pages), list(targets)
    if not chosen or not all(_may_publish(one.page, user) for one in chosen):
        raise PermissionDenied
    if at is None:
        refused = [cell for cell in rehearse(chosen, wanted, user=user) if cell.refusal]
        if refused:
            raise ReleaseRefusedError(refused)
    release = Release.objects.create(created_by=user, owner=user, go_live_at=at or timezone.now())
    release.locales.set(wanted)
    _add(release, chosen, wanted)
    if at is None:
        run_soon(release)
    return release


def _add(release: Release, chosen: list[ChosenRevision], targets: list[Locale]) -> None:
    """Make pages members of a release, with a note of what is live of them now."""
    codes = [locale.language_code for locale in targets]
    ReleasePage.objects.bulk_create(
        [
            ReleasePage(
                release=release,
                page_id=one.page.pk,
                title=one.page.get_admin_display_title(),
                revision=one.revision,
                goes_as_live=one.goes_as_live,
                live_at_planning=live_now(one.page, codes),
            )
            for one in chosen
        ]
    )


@transaction.atomic
def change(
    release: Release,
    pages: Iterable[Any],
    targets: Iterable[Locale],
    *,
    at: datetime,
    renew: bool,
    user: User,
) -> None:
    """Change a plan: its pages, languages and time; ``user`` stands for it from now on.

    Pages that stay keep the text that was chosen, and the note of what was live then, unless
    ``renew`` takes their newest texts. Raises TooLateError, PermissionDenied for a page that the
    user may not publish.
    """
    release = _lock_planned(release.pk)
    wanted, found = list(targets), list(pages)
    if not found or not all(_may_publish(page, user) for page in found):
        raise PermissionDenied
    stay = set() if renew else {page.pk for page in found}
    release.pages.exclude(page__in=stay).delete()
    kept = set(release.pages.values_list("page", flat=True))
    _add(release, latest(page for page in found if page.pk not in kept), wanted)
    _note_languages(release, wanted)
    release.locales.set(wanted)
    release.owner = user
    _move(release, at, by=user)


def _move(release: Release, at: datetime, *, by: User) -> None:
    release.go_live_at, release.changed_by, release.changed_at = at, by, timezone.now()
    release.save(update_fields=["go_live_at", "owner", "changed_by", "changed_at"])


def _note_languages(release: Release, targets: list[Locale]) -> None:
    """Note what is live in the languages that come into a plan."""
    codes = [locale.language_code for locale in targets]
    for row in release.pages.exclude(page=None).select_related("page__locale"):
        now = live_now(row.page, codes)
        row.live_at_planning = {**now, **row.live_at_planning}
        row.save(update_fields=["live_at_planning"])


def may_manage(release: Release, user: User) -> bool:
    """Tell whether ``user`` may publish every page that is left of the release."""
    if user.is_superuser:
        return True
    return publishers.is_one(user) and all(_may_publish(page, user) for page in release.sources)


@transaction.atomic
def cancel(release: Release) -> None:
    """Let nothing of the release happen. Raises TooLateError when it is not planned any more."""
    release = _lock_planned(release.pk)
    release.state = ReleaseState.CANCELLED
    release.finished_at = timezone.now()
    release.save(update_fields=["state", "finished_at"])


@transaction.atomic
def release_now(release: Release, *, user: User) -> None:
    """Bring a planned release forward; ``user`` stands for it if nobody else does any more.

    Raises TooLateError, ReleaseRefusedError like ``plan``.
    """
    release = _lock_planned(release.pk)
    refused = [cell for cell in look(release, user=user) if cell.refusal]
    if refused:
        raise ReleaseRefusedError(refused)
    if not (release.owner and release.owner.is_active):
        release.owner = user
    _move(release, timezone.now(), by=user)
    run_soon(release)


@transaction.atomic
def prepare(release: Release, *, user: User) -> int:
    """Give the chosen texts of pages that are not live to the translators; return how many.

    Raises TooLateError, and SourceNotPublicError for a private page.
    """
    release = _lock_planned(release.pk)
    targets = list(release.locales.order_by("pk"))
    unseen = [one.revision for one in _chosen(release) if one.revision and not one.page.live]
    for revision in unseen:
        for locale in targets:
            translation_drafts.start_ahead(revision, locale, user=user)
    return len(unseen)


def look(release: Release, *, user: User | None = None) -> list[ReleaseItem]:
    """Return how ready every page and language of a release is."""
    return rehearse(
        _chosen(release), list(release.locales.order_by("pk")), user=user or release.owner
    )


def run_soon(release: Release) -> None:
    """Have a worker carry the release out."""
    enqueue(RUN, key=f"release:{release.pk}", release_id=release.pk)


def run_due() -> None:
    """Have every planned release carried out whose time has come."""
    now = timezone.now()
    for release in Release.objects.filter(state=ReleaseState.PLANNED, go_live_at__lte=now):
        run_soon(release)


@transaction.atomic
def carry_out(
    release_id: int, *, explain: Callable[[list[ReleaseItem], User | None], list[str]]
) -> None:
    """Publish a planned release; called once its time has come, and safe to repeat.

    Effects: all of it is live and the release done, with a note of what was live before and after
    of each page; or nothing is, the release has failed with ``explain(cells, owner)`` as its
    problems, and all who publish are told.
    """
    try:
        release = _lock_planned(release_id)
    except TooLateError:
        return
    if release.go_live_at > timezone.now():
        return
    try:
        _publish(release)
    except ReleaseRefusedError as refusal:
        _fail(release, explain(refusal.cells, release.owner))
    except OperationalError:
        raise  # Locked or away for a moment: the job is tried again.
    except Exception as error:
        logger.exception("Release %s failed", release.pk)
        _fail(release, [describe(error)])
    else:
        _finish(release, ReleaseState.DONE)


@transaction.atomic
def _publish(release: Release) -> None:
    targets = list(release.locales.order_by("pk"))
    codes = [locale.language_code for locale in targets]
    rows = list(release.pages.exclude(page=None).select_related("page__locale"))
    for row in rows:
        row.live_before = _live_with_texts(row.page, codes)
    publish_together(_chosen(release), targets, user=release.owner)
    for row in rows:
        row.live_after = live_now(row.page, codes)
        row.save(update_fields=["live_before", "live_after"])


def _live_with_texts(page: Any, codes: list[str]) -> dict[str, int | None]:
    """Return what is live, each with a revision that could bring it back."""
    for code, revision_id in live_now(page, codes).items():
        if revision_id is None:
            keep_live_text(
                type(page).objects.get(
                    translation_key=page.translation_key, locale__language_code=code
                )
            )
    return live_now(page, codes)


def _fail(release: Release, problems: list[str]) -> None:
    """Note the failure and tell all who publish, whoever planned it and whatever became of them."""
    release.problems = problems
    _finish(release, ReleaseState.FAILED)
    for person in publishers.to_tell(release):
        enqueue(
            TELL,
            key=f"release:{release.pk}:{person.pk}",
            release_id=release.pk,
            person_id=person.pk,
        )


def _finish(release: Release, state: ReleaseState) -> None:
    release.state, release.finished_at = state, timezone.now()
    release.save(update_fields=["state", "finished_at", "problems"])


def _chosen(release: Release) -> list[ChosenRevision]:
    """Return the members, parents first, those that were deleted last."""
    rows = {row.page_id: row for row in release.pages.select_related("revision")}
    found = [_one(page, rows[page.pk]) for page in release.sources]
    gone = [_one(None, row) for row in release.pages.filter(page=None)]
    return found + gone


def _one(page: Any, row: ReleasePage) -> ChosenRevision:
    return ChosenRevision(page, row.revision, row.goes_as_live, row.live_at_planning, row.title)


def _lock_planned(release_id: int) -> Release:
    release = Release.objects.select_for_update().filter(pk=release_id).first()
    if release is None or release.state != ReleaseState.PLANNED:
        raise TooLateError(str(release_id))
    return release


def _may_publish(page: Any, user: User) -> bool:
    return bool(page.permissions_for_user(user).can_publish())


def plans_of(account: User) -> QuerySet[Release]:
    """Return the planned releases that somebody stands for."""
    return Release.objects.filter(owner=account, state=ReleaseState.PLANNED)


def hand_over(account: User, successor: User | None, _by: User | None) -> None:
    """Let ``successor`` stand for the plans that they may manage, and nobody for the others.

    The dashboard shows those to all who publish; at its time such a plan fails, and all are told.
    """
    for plan in list(plans_of(account)):
        is_theirs = successor is not None and may_manage(plan, successor)
        plan.owner = successor if is_theirs else None
        plan.save(update_fields=["owner"])


def without_owner() -> QuerySet[Release]:
    """Return the planned releases that nobody stands for, or somebody who can no longer log in."""
    return Release.objects.filter(state=ReleaseState.PLANNED).exclude(owner__is_active=True)
