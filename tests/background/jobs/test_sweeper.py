"""What no message drives is driven all the same, and one broken entry stops no other."""

import os
import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.background.jobs import queue, registry, states, sweeper
from cms.background.jobs.enqueue import NUDGE_LASTS
from cms.background.jobs.enums import Status
from cms.background.jobs.models import Job, Periodic
from tests.background.jobs.rows import a_job, messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_waits(db: None) -> None:
    Job.objects.all().delete()
    Periodic.objects.all().delete()
    registry._handlers.clear()


def tick(**_args: int) -> None:
    pass


def names() -> list[str]:
    return list(Job.objects.order_by("created_at").values_list("name", flat=True))


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING])
def test_an_overdue_job_is_nudged_once_until_the_nudge_has_had_its_time(status: Status) -> None:
    job = a_job(status=status)
    assert (sweeper.sweep(), sweeper.sweep()) == (1, 0)
    assert messages(job) == [("cms.background.jobs.runner.run", (str(job.pk),))]
    job.refresh_from_db()
    assert timezone.now() < job.sweep_at <= timezone.now() + NUDGE_LASTS


@pytest.mark.parametrize("status", [Status.DONE, Status.DEAD, Status.SUPERSEDED])
def test_finished_jobs_are_left(status: Status) -> None:
    a_job(status=status)
    assert sweeper.sweep() == 0


def test_a_job_whose_time_has_not_come_is_left() -> None:
    a_job(sweep_at=timezone.now() + HOUR)
    assert sweeper.sweep() == 0


def test_messages_do_not_pile_up_while_nobody_takes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeper, "ENOUGH_MESSAGES", 2)
    waiting = queue.backlog()
    monkeypatch.setattr(sweeper, "ENOUGH_MESSAGES", waiting + 2)
    for _number in range(3):
        a_job()
    assert (sweeper.sweep(), sweeper.sweep()) == (2, 0)


def test_a_job_whose_process_is_gone_is_released_and_one_that_lives_keeps_its_claim() -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    later = timezone.now() + HOUR
    rows = {
        who: a_job(status=Status.RUNNING, claimed_by=who, lease_until=later)
        for who in (f"ours/{ended.pid}", f"ours/{os.getpid()}", f"other/{ended.pid}")
    }
    assert sweeper.release_lost("ours") == 1
    assert [states.claim(job.pk) is not None for job in rows.values()] == [True, False, False]


def test_periodic_work_is_added_when_due_and_counts_from_then() -> None:
    registry.periodic("test.tick", seconds=60)(tick)
    assert (sweeper.enqueue_periodic(), sweeper.enqueue_periodic()) == (1, 0)
    assert names() == ["test.tick"]
    Periodic.objects.update(next_at=timezone.now() - timedelta(days=3))
    Job.objects.update(status=Status.DONE)
    assert (sweeper.enqueue_periodic(), sweeper.enqueue_periodic()) == (1, 0)
    left = Periodic.objects.get().next_at - timezone.now()
    assert timedelta(seconds=55) < left <= timedelta(seconds=60)


def test_periodic_work_that_still_waits_is_not_added_twice() -> None:
    registry.periodic("test.tick", seconds=60)(tick)
    sweeper.enqueue_periodic()
    Periodic.objects.update(next_at=timezone.now())
    sweeper.enqueue_periodic()
    assert names() == ["test.tick"]


def test_a_shorter_interval_counts_at_once() -> None:
    Periodic.objects.create(name="test.tick", next_at=timezone.now() + HOUR)
    registry.periodic("test.tick", seconds=60)(tick)
    assert sweeper.enqueue_periodic() == 1


def test_one_entry_that_cannot_be_added_stops_no_other() -> None:
    registry.periodic("x" * 101, seconds=60)(tick)  # Longer than its column.
    registry._handlers["test.broken"] = registry.Handler(
        "test.other", tick, registry.Effect.DATABASE, 60
    )
    registry.periodic("test.tick", seconds=60)(tick)
    sweeper.enqueue_periodic()
    assert "test.tick" in names()
    assert "test.other" not in names()
