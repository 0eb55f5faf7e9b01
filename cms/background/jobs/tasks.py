"""Housekeeping, and the jobs that run other packages' tasks."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task

from cms.background.jobs.bridges import localize, object_references, wagtail_tasks
from cms.background.jobs.enums import FINISHED, Effect, Status
from cms.background.jobs.models import Heartbeat, Job
from cms.background.jobs.registry import job, periodic

from . import queue

logger = logging.getLogger(__name__)

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


@job(wagtail_tasks.JOB, effect=Effect.OUTSIDE, is_bulk=True)
def run_task(*, task: str, args: list[Any], kwargs: dict[str, Any], job_key: str) -> None:
    """Run a task of ``django_tasks``, named by its path. Raises TypeError for anything else."""
    target = import_string(task)
    if not isinstance(target, Task):
        raise TypeError(f"{task} is not a task.")
    _call(target.call, args, kwargs, job_key)


@job(localize.JOB, effect=Effect.OUTSIDE)
def run_localize(*, function: str, args: list[Any], kwargs: dict[str, Any], job_key: str) -> None:
    """Run a function of wagtail-localize, named by its path. Raises TypeError for anything else."""
    if not function.startswith("wagtail_localize."):
        raise TypeError(f"{function} is not wagtail-localize's.")
    _call(import_string(function), args, kwargs, job_key)


def _call(
    function: Callable[..., Any], args: list[Any], kwargs: dict[str, Any], job_key: str
) -> None:
    try:
        function(*object_references.decode(args), **object_references.decode(kwargs))
    except ObjectDoesNotExist as gone:
        # Deleted since: nothing is left to index, translate or synchronise.
        logger.info("Job %s is left: %s", job_key, type(gone).__qualname__)
