"""Run one job: what a worker does when it is nudged."""

import logging
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.background.jobs.enums import PENDING, Effect
from cms.background.jobs.models import Job
from cms.background.jobs.registry import Handler, handler

from . import heartbeat, states

logger = logging.getLogger(__name__)


def run(job_id: str) -> None:
    """Claim the job and run its handler; nothing happens when it is not due. Safe to repeat."""
    try:
        job = states.claim(UUID(job_id))
        if job is not None:
            _execute(job)
    finally:
        heartbeat.worked()


def run_due(limit: int = 10_000) -> int:
    """Run what is due in this process, oldest first, and what that adds; return how many.

    For tests and for a machine without a worker. A failed job waits as usual.
    """
    for done in range(limit):
        due = Job.objects.filter(status__in=PENDING, run_after__lte=timezone.now())
        ids = due.order_by("created_at").values_list("pk", flat=True)
        job = next(filter(None, map(states.claim, ids)), None)
        if job is None:
            return done
        _execute(job)
    return limit


def _execute(job: Job) -> None:
    try:
        entry = handler(job.name)
        if entry.effect is Effect.DATABASE:
            _run_in_transaction(job, entry)
        else:
            entry.function(**job.args, job_key=job.job_key)
            states.finish(job)
    # SystemExit is how the queue ends a job that takes too long.
    except (Exception, SystemExit) as error:
        logger.warning("%s (%s) failed in attempt %s", job, job.pk, job.attempts, exc_info=True)
        states.fail(job, error)
        if isinstance(error, SystemExit):
            raise


def _run_in_transaction(job: Job, entry: Handler) -> None:
    with transaction.atomic():
        if states.lock(job) is None:
            return  # Another process took it over; the effect is its.
        entry.function(**job.args)
        states.finish(job)
