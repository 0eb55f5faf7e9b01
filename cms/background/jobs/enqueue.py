"""Add work inside the caller's transaction."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from cms.background.jobs.enums import Status
from cms.background.jobs.models import Job
from cms.background.jobs.registry import handler

from . import payload, queue

# The sweeper asks again when a nudge has had no effect for this long.
NUDGE_LASTS: Final = timedelta(seconds=30)


def enqueue(
    name: str, *, key: str | None = None, run_after: datetime | None = None, **args: object
) -> Job:
    """Add a job; it exists exactly when the caller's transaction commits.

    ``key``: while a job of this name and key waits, that one is returned instead of a second; it
    takes over the newer ``args`` and the earlier time. It is locked until the caller commits, so
    that it cannot run before the change it was enqueued for is visible. A job that already runs
    or is finished does not count: a new one is added. ``run_after``: aware time before which it
    must not run. ``args``: JSON numbers and short ids.

    Raises UnknownJobError for a name without a handler, PayloadError for other arguments.
    """
    payload.check_identifiers({"key": key, **args})
    return add(name, key=key, run_after=run_after, args=args)


def add(
    name: str, *, key: str | None, run_after: datetime | None, args: Mapping[str, object]
) -> Job:
    """Do what ``enqueue`` does, with arguments that the caller has checked."""
    is_bulk = handler(name).is_bulk
    now = timezone.now()
    due = max(run_after or now, now)
    with transaction.atomic(savepoint=False):  # Two statements fewer for every saved page.
        job = Job(
            name=name,
            key=key,
            args=dict(args),
            run_after=due,
            created_at=now,
            sweep_at=due if due > now else now + NUDGE_LASTS,
        )
        if key is None:
            job.save(force_insert=True)
            kept, waits_for_nudge = job, True
        else:
            kept, waits_for_nudge = _insert_or_join(job)
        if waits_for_nudge and kept.run_after <= now:
            queue.nudge(kept.pk, is_bulk=is_bulk)
    return kept


def _insert_or_join(job: Job) -> tuple[Job, bool]:
    """Return the waiting job of the key, and whether no worker has been asked to look at it."""
    waiting = Job.objects.select_for_update().filter(
        name=job.name, key=job.key, status=Status.QUEUED
    )
    while True:
        # Waits for a transaction that is just adding the same key, without failing ours.
        Job.objects.bulk_create([job], ignore_conflicts=True)
        kept = waiting.first()
        if kept is None:
            continue  # A worker claimed it between the two statements: ours is new after all.
        if kept.pk == job.pk:
            return job, True
        was_delayed = kept.run_after > job.created_at
        _join(kept, job)
        return kept, was_delayed


def _join(kept: Job, newer: Job) -> None:
    kept.args = newer.args
    kept.run_after = min(kept.run_after, newer.run_after)
    kept.sweep_at = min(kept.sweep_at, newer.sweep_at)
    kept.save(update_fields=["args", "run_after", "sweep_at"])
