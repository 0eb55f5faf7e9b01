"""The queue library, django-q2, behind a handful of functions; only the broker imports it too.

It delivers at least once and may lose, repeat or delay; jobs are right all the same, because its
rows only say "look at this job now".
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django_q.models import OrmQ, Task
from django_q.tasks import async_task

from cms.background.jobs.broker import Broker, PriorityBroker

# Names, because the queue stores what it calls as text.
RUN: Final = "cms.background.jobs.runner.run"
CANARY: Final = "cms.background.jobs.heartbeat.canary"


def nudge(job_id: UUID, *, is_bulk: bool) -> None:
    """Ask a worker to look at a job; in a transaction, the request commits with it."""
    async_task(RUN, str(job_id), broker=Broker() if is_bulk else PriorityBroker())


def send_canary() -> None:
    """Send a message whose way through pusher, worker and monitor proves that they live."""
    async_task(CANARY, broker=PriorityBroker())


def backlog() -> int:
    """Return how many messages no worker group has taken yet."""
    return int(OrmQ.objects.filter(lock__lte=timezone.now()).count())


def release_messages() -> int:
    """Give back messages taken by a group that is gone; one too many does no harm."""
    now = timezone.now()
    return int(OrmQ.objects.filter(lock__gt=now).update(lock=now))


def prune(before: datetime) -> int:
    """Delete the queue's own records of what it called, older than ``before``."""
    return int(Task.objects.filter(stopped__lt=before).delete()[0])
