"""How far a batch is, and what its owner may do about it."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from cms.background.models import Batch, BatchItem
from cms.background.models.batch import ItemState
from cms.users.models import AnyUser

from .creation import drive_on
from .registry import kind

SHOWN_FAILURES: Final = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers of items; ``percent`` is rounded down, 100 only when nothing waits."""

    total: int
    done: int
    failed: int
    cancelled: int
    percent: int
    is_finished: bool

    def as_json(self) -> dict[str, Any]:
        """Return the fields by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that failed: what people call it, and why."""

    title: str
    message: str


def may_view_progress(user: AnyUser, batch: Batch) -> bool:
    """Tell whether ``user`` started the batch or is an administrator."""
    return bool(user.is_superuser or (batch.owner_id is not None and batch.owner_id == user.pk))


def progress(batch: Batch) -> Progress:
    """Return how far the batch is, counted now in one query."""
    return progress_of([batch])[batch.pk]


def progress_of(batches: Collection[Batch]) -> dict[int, Progress]:
    """Return how far each batch is, by its key; one query for all of them."""
    numbers: dict[int, dict[str, int]] = {batch.pk: {} for batch in batches}
    items = BatchItem.objects.filter(batch__in=numbers).values_list("batch", "state")
    for pk, item_state, number in items.annotate(number=Count("pk")):
        numbers[pk][item_state] = number
    return {batch.pk: _progress(batch, numbers[batch.pk]) for batch in batches}


def _progress(batch: Batch, numbers: Mapping[str, int]) -> Progress:
    left = numbers.get(ItemState.WAITING, 0)
    return Progress(
        total=batch.total,
        done=numbers.get(ItemState.DONE, 0),
        failed=numbers.get(ItemState.FAILED, 0),
        cancelled=numbers.get(ItemState.CANCELLED, 0),
        percent=100 * (batch.total - left) // batch.total if batch.total else 100,
        is_finished=not left,
    )


def failures(batch: Batch) -> list[Failure]:
    """Return the first failures, in the order of the items."""
    failed = BatchItem.objects.filter(batch=batch, state=ItemState.FAILED).order_by("pk")
    items = list(failed[:SHOWN_FAILURES])
    how = kind(batch.kind)
    titles = how.titles([item.args for item in items]) if how.titles else None
    names = titles or [item.key for item in items]
    return [Failure(name, item.message) for name, item in zip(names, items, strict=True)]


@transaction.atomic
def cancel(batch: Batch) -> int:
    """Leave undone what has not begun; return how many items that are. What is done stays done."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    waiting = BatchItem.objects.filter(batch=batch, state=ItemState.WAITING)
    left = waiting.update(state=ItemState.CANCELLED)
    if left:
        batch.cancelled_at = timezone.now()
    batch.finished_at = batch.finished_at or timezone.now()
    batch.save(update_fields=["cancelled_at", "finished_at"])
    return left


@transaction.atomic
def retry_failed(batch: Batch) -> int:
    """Try what failed again, all attempts before it; return how many items that are."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    now = timezone.now()
    failed = BatchItem.objects.filter(batch=batch, state=ItemState.FAILED)
    count = failed.update(state=ItemState.WAITING, attempts=0, due_at=now, message="")
    if count:
        batch.finished_at, batch.touched_at = None, now
        batch.save(update_fields=["finished_at", "touched_at"])
        drive_on(batch)
    return count
