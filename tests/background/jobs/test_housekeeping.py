"""Finished work is kept for a while; a fresh heartbeat means that work is being done."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from django_q.models import Task

from cms.background.jobs import heartbeat, tasks, worker_identity
from cms.background.jobs.enums import Status
from cms.background.jobs.health import worker_is_alive
from cms.background.jobs.models import Heartbeat, Job
from tests.background.jobs.rows import a_job

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


@pytest.mark.parametrize(
    ("status", "days", "kept"),
    [
        (Status.DONE, 13.9, True),
        (Status.DONE, 14.1, False),
        (Status.SUPERSEDED, 14.1, False),
        (Status.DEAD, 89.9, True),
        (Status.DEAD, 90.1, False),
    ],
)
def test_finished_jobs_are_kept_for_their_time(status: Status, days: float, kept: bool) -> None:
    job = a_job(status=status, finished_at=ago(days))
    tasks.prune()
    assert Job.objects.filter(pk=job.pk).exists() == kept


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING])
def test_what_is_not_finished_is_never_pruned(status: Status) -> None:
    job = a_job(status=status, created_at=ago(400))
    tasks.prune()
    assert Job.objects.filter(pk=job.pk).exists()


def test_the_queue_s_own_records_are_pruned() -> None:
    for number, days in enumerate((13, 15)):
        Task.objects.create(
            id=f"{number}", name="n", func="f", started=ago(days), stopped=ago(days)
        )
    tasks.prune()
    assert list(Task.objects.values_list("id", flat=True)) == ["0"]


def test_heartbeats_of_groups_long_gone_are_pruned() -> None:
    Heartbeat.objects.create(group="gone", worked_at=ago(2))
    Heartbeat.objects.create(group="alive", worked_at=ago(0))
    tasks.prune()
    assert list(Heartbeat.objects.values_list("group", flat=True)) == ["alive"]


@pytest.mark.parametrize(("seconds", "alive"), [(1, True), (59, True), (61, False)])
def test_a_worker_is_alive_for_a_minute_after_its_last_sign(seconds: int, alive: bool) -> None:
    Heartbeat.objects.all().delete()
    assert worker_is_alive() is False
    Heartbeat.objects.create(group="g", worked_at=ago(seconds / 86_400))
    assert worker_is_alive() is alive


def test_what_the_monitor_acknowledges_alone_is_no_sign_of_a_worker() -> None:
    Heartbeat.objects.all().delete()
    heartbeat._written.clear()
    heartbeat.acknowledged()
    assert (Heartbeat.objects.get().worked_at, worker_is_alive()) == (None, False)
    heartbeat.canary()
    beat = Heartbeat.objects.get(group=worker_identity.group())
    assert (beat.acknowledged_at is None, worker_is_alive()) == (False, True)
