"""Walk through all public objects, a little at a time, and note what differs from the log."""

import time
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.core import content_version
from cms.core.representations.visibility import Visibility
from cms.delivery.documents.store import MAX_ID
from cms.delivery.models import ChangeLog

from . import pages
from .log_writer import SupersededError, compare, lock, lock_as
from .sources import Source, sources

MAX_SECONDS: Final = 20.0  # Of one job; what is left is for the next one.
# A job that was killed is taken for dead after this long.
LEASE: Final = timedelta(seconds=90)


def is_due() -> bool:
    """Tell whether the content has changed since the log was last brought up to it."""
    return not ChangeLog.objects.filter(complete_version=content_version.read()).exists()


def catch_up(*, max_seconds: float = MAX_SECONDS) -> bool:
    """Bring the log up to the content; tell whether there is nothing left to do for this job.

    What changes while the walk is under way is left to the next one: the log is complete up to
    the version that was read before the first object.
    """
    log = _claim()
    if log is None:
        return True
    try:
        position = _walk_pages(log, time.monotonic() + max_seconds)
        if position < MAX_ID:
            _pause(log.walker, position)
            return False
        for kind, source in sources().items():
            _compare_all(kind, source, log.walker)
        _finish(log.walker)
    except SupersededError:
        pass
    return True


@transaction.atomic
def _claim() -> ChangeLog | None:
    """Begin a walk, or go on with one; None while another job is at it or nothing has changed."""
    log, now = lock(), timezone.now()
    if log.walker_until is not None and log.walker_until > now:
        return None
    if log.walk_version is None:
        log.walk_version, log.walk_position = content_version.read(), 0
        if log.walk_version == log.complete_version:
            return None
    log.walker, log.walker_until = log.walker + 1, now + LEASE
    log.save()
    return log


def _walk_pages(log: ChangeLog, until: float) -> int:
    """Compare pages from where the walk has come to; return how far it got in time."""
    position = log.walk_position
    while position < MAX_ID:
        if time.monotonic() > until:
            return position
        position = _compare_pages(position, log.walker)
    return position


def _compare_pages(after: int, walker: int) -> int:
    """Compare the next pages and return the id of the last one, or ``MAX_ID`` behind the last."""
    version = content_version.read()
    visibility = Visibility.load(version)
    some = pages.next_pages(after, visibility)
    last = int(some[-1].pk) if len(some) == pages.TOGETHER else MAX_ID
    scope = Q(kind=pages.KIND, object_id__gt=after, object_id__lte=last)
    compare(scope, pages.items_of(some, version, visibility), walker, pages.public_pages)
    return last


def _compare_all(kind: str, source: Source, walker: int) -> None:
    version = content_version.read()
    items = source.items(version, Visibility.load(version))
    compare(Q(kind=kind), items, walker, source.public)


@transaction.atomic
def _pause(walker: int, position: int) -> None:
    log = lock_as(walker)
    log.walk_position, log.walker_until = position, None
    log.save()


@transaction.atomic
def _finish(walker: int) -> None:
    """Note up to which version the log is complete; a new log knows nothing older."""
    log = lock_as(walker)
    log.oldest_version = log.oldest_version if log.complete_version else log.walk_version or 0
    log.complete_version, log.walk_version = log.walk_version or 0, None
    log.walker_until = None
    log.save()
