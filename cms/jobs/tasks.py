"""Background work about background work."""

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from cms.jobs import queue
from cms.jobs.enums import FINISHED, Status
from cms.jobs.models import Heartbeat, Job
from cms.jobs.registry import periodic

KEEP_DONE: Final = timedelta(days=14)
KEEP_DEAD: Final = timedelta(days=90)
KEEP_HEARTBEATS: Final = timedelta(days=1)
# So many rows a run: the rest is for the next one, and no transaction takes long.
BATCH: Final = 5_000


@periodic("jobs.prune", seconds=3600)
def prune() -> None:
    """Delete finished jobs after 14 days, dead ones after 90, and the queue's own records."""
    now = timezone.now()
    _delete(Job.objects.filter(status__in=FINISHED, finished_at__lt=now - KEEP_DONE))
    _delete(Job.objects.filter(status=Status.DEAD, finished_at__lt=now - KEEP_DEAD))
    Heartbeat.objects.filter(worked_at__lt=now - KEEP_HEARTBEATS).delete()
    queue.prune(now - KEEP_DONE)


def _delete(jobs: QuerySet[Job]) -> None:
    oldest = jobs.order_by("finished_at").values_list("pk", flat=True)[:BATCH]
    Job.objects.filter(pk__in=list(oldest)).delete()
