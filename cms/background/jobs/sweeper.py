"""Drive what no message drives: overdue, lost and repeated work. Called by the supervisor.

None of it needs a living worker group: the group finds the work when it is back.
"""

import logging
import os
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from cms.background.jobs.enqueue import NUDGE_LASTS, add
from cms.background.jobs.enums import PENDING, Status
from cms.background.jobs.models import Job, Periodic
from cms.background.jobs.registry import Handler, is_bulk, periodic_handlers

from . import queue, states, worker_identity

logger = logging.getLogger(__name__)

# With so many messages still waiting, more of them would not make anything quicker.
ENOUGH_MESSAGES: Final = 200


def sweep() -> int:
    """Nudge jobs that are overdue, delayed ones whose time has come, lost ones; return how many."""
    now = timezone.now()
    overdue = Job.objects.filter(status__in=PENDING, sweep_at__lte=now)
    room = ENOUGH_MESSAGES - queue.backlog() if overdue.exists() else 0
    if room <= 0:
        return 0
    with transaction.atomic():
        rows = overdue.select_for_update(skip_locked=True).order_by("sweep_at")
        names = dict(rows.values_list("pk", "name")[:room])
        Job.objects.filter(pk__in=names).update(sweep_at=now + NUDGE_LASTS)
        for job_id, name in names.items():
            queue.nudge(job_id, is_bulk=is_bulk(name))
    return len(names)


def release_lost(group: str) -> int:
    """Release jobs whose process, of this machine's worker group ``group``, is gone."""
    running = Job.objects.filter(status=Status.RUNNING, claimed_by__startswith=f"{group}/")
    return sum(
        states.release(Job.objects.filter(pk=job_id, claimed_by=claimed_by))
        for job_id, claimed_by in running.values_list("pk", "claimed_by")
        if not _is_running(worker_identity.process_id(claimed_by))
    )


def enqueue_periodic() -> int:
    """Add the periodic work that is due; return how much. One that cannot be added stops no other.

    Times missed are not made up for: the next one counts from now.
    """
    planned = dict(Periodic.objects.values_list("name", "next_at"))
    added = 0
    for entry in periodic_handlers():
        now, interval = timezone.now(), timedelta(seconds=entry.seconds or 0)
        # Later than one interval from now: the interval has become shorter since.
        if entry.name in planned and now < planned[entry.name] <= now + interval:
            continue
        try:
            added += _enqueue_once(entry, interval)
        except Exception:
            logger.exception("Periodic work %s could not be added", entry.name)
    return added


def _enqueue_once(entry: Handler, interval: timedelta) -> bool:
    with transaction.atomic():
        now = timezone.now()
        Periodic.objects.bulk_create(
            [Periodic(name=entry.name, next_at=now)], ignore_conflicts=True
        )
        row = Periodic.objects.select_for_update().get(name=entry.name)
        if now < row.next_at <= now + interval:
            return False  # Another supervisor has just done it.
        row.next_at = now + interval
        row.save(update_fields=["next_at"])
        add(entry.name, key=entry.name, run_after=None, args={})
        return True


def _is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
