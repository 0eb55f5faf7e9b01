"""Doing the items of a batch, one after the other, a few seconds at a time."""

import logging
import time
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.background.jobs.errors import describe
from cms.background.models import Batch, BatchItem
from cms.background.models.batch import ItemState
from cms.users.admin_language import in_words_of

from .creation import drive_on
from .errors import ItemRefusedError
from .registry import Kind, kind

logger = logging.getLogger(__name__)

# After so long a job gives the worker back, so that other work gets its turn.
SLICE_SECONDS: Final = 10
# Wait before the 2nd, 3rd … attempt; the person who started it is waiting.
BACKOFF_SECONDS: Final = (2, 10, 60)
MAX_ATTEMPTS: Final = len(BACKOFF_SECONDS) + 1
# How long a call to the outside may take; the queue ends a worker after 60 s.
LEASE: Final = timedelta(seconds=90)
STALLED: Final = timedelta(minutes=2)
KEPT: Final = timedelta(days=30)


def drive(batch_id: int) -> None:
    """Do what is due in a batch for some seconds, then leave the rest to a next job."""
    batch = Batch.objects.filter(pk=batch_id, finished_at=None).first()
    if batch is None:
        return
    deadline = time.monotonic() + SLICE_SECONDS
    while time.monotonic() < deadline and (item := _claim(batch)) is not None:
        _do(item, kind(batch.kind))
    _finish_or_go_on(batch)


def restart_stalled() -> None:
    """Drive the batches for which nothing has happened for a while: their job is lost."""
    still = Batch.objects.filter(finished_at=None, touched_at__lt=timezone.now() - STALLED)
    for batch in still.exclude(items__due_at__gt=timezone.now()):
        drive_on(batch)


def forget_old() -> None:
    """Delete what was finished long ago."""
    Batch.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()


def _claim(batch: Batch) -> BatchItem | None:
    """Return the next item that is due, its attempt counted and committed; None without one."""
    lease = {"due_at": timezone.now() + LEASE} if kind(batch.kind).outside else {}
    waiting = BatchItem.objects.filter(batch=batch, state=ItemState.WAITING)
    while item := waiting.filter(due_at__lte=timezone.now()).order_by("pk").first():
        mine = waiting.filter(pk=item.pk, attempts=item.attempts)
        if item.attempts >= MAX_ATTEMPTS:
            _give_up(item, _("The worker's process ended each time this was tried."))
        elif mine.update(attempts=F("attempts") + 1, **lease):
            item.attempts += 1
            item.batch = batch
            return item
    return None


def _do(item: BatchItem, how: Kind) -> None:
    try:
        if how.outside:
            how.handle(item.args, item.batch.owner_id)
            _settle(item, ItemState.DONE)
        else:
            _do_in_transaction(item, how)
    except ItemRefusedError as refusal:
        with in_words_of(item.batch.owner):
            _settle(item, ItemState.FAILED, str(refusal.message))
    # SystemExit is how the queue ends a job that takes too long.
    except (Exception, SystemExit) as error:
        logger.warning("Item %s of batch %s failed", item.pk, item.batch_id, exc_info=True)
        _try_again_or_give_up(item, error)
        if isinstance(error, SystemExit):
            raise


def _do_in_transaction(item: BatchItem, how: Kind) -> None:
    with transaction.atomic():
        rows = BatchItem.objects.select_for_update().filter(pk=item.pk, attempts=item.attempts)
        if rows.filter(state=ItemState.WAITING).first() is not None:
            how.handle(item.args, item.batch.owner_id)
            _settle(item, ItemState.DONE)


def _settle(item: BatchItem, state: ItemState, message: str = "") -> None:
    """Mark an item, unless somebody else has claimed it meanwhile or it was cancelled."""
    mine = BatchItem.objects.filter(pk=item.pk, attempts=item.attempts, state=ItemState.WAITING)
    mine.update(state=state, message=message)


def _try_again_or_give_up(item: BatchItem, error: BaseException) -> None:
    if item.attempts >= MAX_ATTEMPTS:
        _give_up(item, describe(error))
        return
    wait = timedelta(seconds=BACKOFF_SECONDS[item.attempts - 1])
    mine = BatchItem.objects.filter(pk=item.pk, attempts=item.attempts, state=ItemState.WAITING)
    mine.update(due_at=timezone.now() + wait, message=describe(error))


def _give_up(item: BatchItem, message: object) -> None:
    with in_words_of(item.batch.owner):
        _settle(item, ItemState.FAILED, str(message))


@transaction.atomic
def _finish_or_go_on(batch: Batch) -> None:
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    waiting = BatchItem.objects.filter(batch=batch, state=ItemState.WAITING)
    next_at = waiting.aggregate(at=Min("due_at"))["at"]
    batch.touched_at = timezone.now()
    if next_at is None:
        batch.finished_at = batch.finished_at or timezone.now()
    else:
        drive_on(batch, run_after=max(next_at, timezone.now()))
    batch.save(update_fields=["touched_at", "finished_at"])
