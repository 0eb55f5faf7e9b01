"""Every change of a job's state, and nothing else, happens here.

A claim is fenced by the number of the attempt: whoever lost its lease meanwhile can neither finish
nor fail the job that somebody else has claimed.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.background.jobs.enums import MOVES, Status
from cms.background.jobs.errors import describe
from cms.background.jobs.models import Job
from cms.background.jobs.registry import is_bulk, keep_trying

from . import queue, worker_identity

logger = logging.getLogger(__name__)

MAX_ATTEMPTS: Final = 8
# Wait before the 2nd, 3rd … 8th attempt, and as long as the last one before every further attempt
# of work that is kept trying.
BACKOFF_SECONDS: Final = (2, 15, 60, 300, 900, 3600, 3600)
# The queue ends a worker that takes longer than its timeout of 60 s.
LEASE: Final = timedelta(seconds=90)
# A transaction that is just adding the same key holds the row; after this the sweeper asks again.
LOCK_SECONDS: Final = 3
RETRYABLE: Final = Q(status=Status.DEAD) | Q(status=Status.QUEUED, attempts__gt=0)
# An application server's clock may be a little ahead of a worker's.
CLOCK_SKEW: Final = timedelta(seconds=1)


def claim(job_id: UUID) -> Job | None:
    """Take a job that is due, count the attempt and commit; None when there is nothing to do.

    A job that has used up its attempts without telling why is dead from then on.
    """
    if not _due(timezone.now()).filter(pk=job_id).exists():
        return None  # Done, delayed, or another process is at it.
    try:
        with transaction.atomic():
            _limit_waiting()
            job = _due(timezone.now()).select_for_update().filter(pk=job_id).first()
            return job and _take(job)
    except OperationalError as error:
        logger.warning("Job %s stays for the sweeper: %s", job_id, describe(error))
        return None


def lock(claimed: Job) -> Job | None:
    """Lock the row of a claimed job for the caller's transaction; None if the claim is lost."""
    rows = Job.objects.select_for_update().filter(pk=claimed.pk, attempts=claimed.attempts)
    return rows.filter(status=Status.RUNNING).first()


def finish(claimed: Job) -> bool:
    """Mark a claimed job done; False if the claim was lost meanwhile."""
    with transaction.atomic():
        job = lock(claimed)
        if job is None:
            logger.warning("%s (%s) was taken over before it was done", claimed, claimed.pk)
            return False
        _move(job, Status.DONE, finished_at=timezone.now(), last_error="")
        return True


def fail(claimed: Job, error: BaseException) -> None:
    """Record why an attempt failed; the job waits for its next attempt, or is dead after the last.

    If a newer job with its key waits already, that one replaces it.
    """
    with transaction.atomic():
        job = lock(claimed)
        if job is None:
            return
        if job.attempts >= MAX_ATTEMPTS and not _is_kept_trying(job):
            _move(job, Status.DEAD, last_error=describe(error), finished_at=timezone.now())
            logger.error("%s (%s) has failed for good: %s", job, job.pk, job.last_error)
            return
        wait = BACKOFF_SECONDS[min(job.attempts, len(BACKOFF_SECONDS)) - 1]
        _requeue(job, timezone.now() + timedelta(seconds=wait), last_error=describe(error))


def retry(job_ids: Iterable[UUID]) -> list[Job]:
    """Try failed jobs again now, all their attempts before them; return those that had failed.

    Both those that failed for good and those that wait for their next attempt.
    """
    with transaction.atomic():
        failed = Job.objects.select_for_update().filter(RETRYABLE, pk__in=list(job_ids))
        jobs = list(failed.order_by("created_at"))
        for job in jobs:
            if job.status == Status.DEAD:
                _requeue(job, timezone.now(), attempts=0, finished_at=None)
            else:
                Job.objects.filter(pk=job.pk).update(attempts=0, run_after=timezone.now())
            queue.nudge(job.pk, is_bulk=is_bulk(job.name))
    return jobs


def release(jobs: QuerySet[Job]) -> int:
    """Let running jobs whose process is known to be gone be claimed again at once."""
    now = timezone.now()
    return jobs.filter(status=Status.RUNNING).update(lease_until=now, sweep_at=now)


def _is_kept_trying(job: Job) -> bool:
    """Tell whether a job that has used up its attempts goes on, once an hour, for some days."""
    return timezone.now() < job.created_at + keep_trying(job.name)


def _due(now: datetime) -> QuerySet[Job]:
    return Job.objects.filter(
        Q(status=Status.QUEUED, run_after__lte=now + CLOCK_SKEW)
        | Q(status=Status.RUNNING, lease_until__lte=now)
    )


def _limit_waiting() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")


def _take(job: Job) -> Job | None:
    now = timezone.now()
    # Waiting with all attempts used up: it told why it failed and is kept trying.
    if job.attempts >= MAX_ATTEMPTS and job.status == Status.RUNNING:
        reason = "The worker's process ended during the last attempt."
        _move(job, Status.DEAD, last_error=reason, finished_at=now)
        logger.error("%s (%s) has failed for good: %s", job, job.pk, reason)
        return None
    _move(
        job,
        Status.RUNNING,
        attempts=job.attempts + 1,
        claimed_at=now,
        claimed_by=worker_identity.name(),
        lease_until=now + LEASE,
        sweep_at=now + LEASE,
    )
    return job


def _requeue(job: Job, due: datetime, **changes: object) -> None:
    try:
        with transaction.atomic():
            _move(job, Status.QUEUED, run_after=due, sweep_at=due, **changes)
    except IntegrityError:
        job.refresh_from_db()
        _move(job, Status.SUPERSEDED, finished_at=timezone.now())


def _move(job: Job, status: Status, **changes: object) -> None:
    if status not in MOVES[Status(job.status)]:
        raise ValueError(f"{job.pk}: {job.status} cannot become {status}.")
    for name, value in {"status": status, **changes}.items():
        setattr(job, name, value)
    job.save(update_fields=["status", *changes])
