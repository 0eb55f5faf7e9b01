"""Adding a batch inside the caller's transaction, in a few queries."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from cms.background.jobs.api import enqueue
from cms.background.jobs.payload import check_identifiers
from cms.background.models import Batch, BatchItem
from cms.users.models import User

from .registry import Args, kind

JOB: Final = "core.batch"


@transaction.atomic
def start(
    kind_name: str,
    items: Iterable[tuple[str, Args]],
    *,
    owner: User | None,
) -> Batch:
    """Add a batch of ``items``, pairs of a key and the handler's arguments, in their order.

    A key that comes twice is one item. Nothing to do is a finished batch. Raises LookupError for
    an unknown kind, PayloadError for arguments other than numbers and short identifiers.
    """
    kind(kind_name)
    by_key = dict(items)
    now = timezone.now()
    batch = Batch.objects.create(
        kind=kind_name, owner=owner, total=len(by_key), finished_at=None if by_key else now
    )
    for args in by_key.values():
        check_identifiers(args)
    BatchItem.objects.bulk_create(
        [BatchItem(batch=batch, key=key, args=args, due_at=now) for key, args in by_key.items()]
    )
    if by_key:
        drive_on(batch)
    return batch


def drive_on(batch: Batch, *, run_after: datetime | None = None) -> None:
    """Have a worker do the batch's next items, at ``run_after`` or at once."""
    enqueue(JOB, key=f"batch:{batch.pk}", run_after=run_after, batch_id=batch.pk)
