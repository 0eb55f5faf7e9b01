"""Claims are counted and fenced; what fails waits longer and longer, then is dead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.background.jobs import states
from cms.background.jobs.enums import MOVES, Status
from cms.background.jobs.models import Job
from cms.background.outbox import KEEP_TRYING
from tests.background.jobs.rows import a_job, messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def claimed(**values: object) -> Job:
    job = states.claim(a_job(**values).pk)
    assert job is not None
    return job


def test_a_claim_is_counted_before_the_work_and_held_for_the_lease() -> None:
    job = claimed()
    job.refresh_from_db()
    assert (job.status, job.attempts) == (Status.RUNNING, 1)
    assert job.lease_until - job.claimed_at == states.LEASE
    assert states.claim(job.pk) is None


@pytest.mark.parametrize("status", [Status.DONE, Status.DEAD, Status.SUPERSEDED])
def test_what_is_finished_cannot_be_claimed(status: Status) -> None:
    assert states.claim(a_job(status=status).pk) is None


def test_a_lease_that_ended_can_be_claimed_and_the_old_claim_is_void() -> None:
    old = claimed()
    Job.objects.filter(pk=old.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    new = states.claim(old.pk)
    assert new is not None
    assert new.attempts == 2
    assert (states.lock(old), states.finish(old)) == (None, False)
    states.fail(old, RuntimeError("late"))
    new.refresh_from_db()
    assert (new.status, new.last_error) == (Status.RUNNING, "")
    assert states.finish(new)


@pytest.mark.parametrize("attempt", range(1, states.MAX_ATTEMPTS))
def test_each_failure_waits_longer(attempt: int) -> None:
    job = claimed(attempts=attempt - 1)
    before = timezone.now()
    states.fail(job, RuntimeError("no"))
    job.refresh_from_db()
    waits = round((job.run_after - before).total_seconds())
    assert (job.status, waits) == (Status.QUEUED, states.BACKOFF_SECONDS[attempt - 1])
    assert (job.sweep_at, job.last_error) == (job.run_after, "RuntimeError: no")


def test_the_last_failure_is_final() -> None:
    job = claimed(attempts=states.MAX_ATTEMPTS - 1)
    states.fail(job, RuntimeError("no"))
    job.refresh_from_db()
    assert (job.status, job.attempts, job.last_error) == (Status.DEAD, 8, "RuntimeError: no")


def test_a_job_that_kills_its_process_every_time_is_dead_after_eight_attempts() -> None:
    job = a_job()
    for _attempt in range(states.MAX_ATTEMPTS):
        assert states.claim(job.pk) is not None
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert states.claim(job.pk) is None
    job.refresh_from_db()
    text = "The worker's process ended during the last attempt."
    assert (job.status, job.attempts, job.last_error) == (Status.DEAD, 8, text)


def test_a_failed_job_makes_way_for_a_newer_one_with_its_key() -> None:
    job = claimed(key="same")
    newer = a_job(key="same")
    states.fail(job, RuntimeError("no"))
    job.refresh_from_db()
    newer.refresh_from_db()
    assert (job.status, newer.status) == (Status.SUPERSEDED, Status.QUEUED)


def test_retry_starts_a_dead_job_anew_and_leaves_others_alone() -> None:
    dead = a_job(status=Status.DEAD, attempts=8, finished_at=timezone.now(), last_error="X: y")
    done = a_job(status=Status.DONE)
    assert [job.pk for job in states.retry([dead.pk, done.pk])] == [dead.pk]
    dead.refresh_from_db()
    assert (dead.status, dead.attempts, dead.finished_at) == (Status.QUEUED, 0, None)
    assert messages(dead) == [("cms.background.jobs.runner.run", (str(dead.pk),))]
    assert Job.objects.get(pk=done.pk).status == Status.DONE


def test_a_retried_job_makes_way_for_a_newer_one_with_its_key() -> None:
    dead = a_job(status=Status.DEAD, key="same")
    a_job(key="same")
    states.retry([dead.pk])
    assert Job.objects.get(pk=dead.pk).status == Status.SUPERSEDED


def test_release_frees_running_jobs_only() -> None:
    later = timezone.now() + timedelta(hours=1)
    running = a_job(status=Status.RUNNING, lease_until=later)
    done = a_job(status=Status.DONE, lease_until=later)
    assert states.release(Job.objects.filter(pk__in=[running.pk, done.pk])) == 1
    assert states.claim(running.pk) is not None


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(Status)
    job = a_job(status=Status.DONE)
    with pytest.raises(ValueError, match="done cannot become queued"):
        states._move(job, Status.QUEUED)


class TestWorkThatIsKeptTrying:
    """Letters: a mail server may be away for longer than eight attempts take."""

    NAME = "core.send_letter"

    def test_it_waits_for_the_next_hour_when_its_attempts_are_used_up(self) -> None:
        job = claimed(name=self.NAME, attempts=states.MAX_ATTEMPTS + 20)
        states.fail(job, ConnectionError("no answer"))
        job.refresh_from_db()
        assert job.status == Status.QUEUED
        assert round((job.run_after - timezone.now()).total_seconds()) == states.BACKOFF_SECONDS[-1]

    def test_it_is_claimed_again_then(self) -> None:
        assert states.claim(a_job(name=self.NAME, attempts=40).pk) is not None

    def test_after_its_days_it_has_failed_for_good(self) -> None:
        old = timezone.now() - KEEP_TRYING - timedelta(minutes=1)
        job = claimed(name=self.NAME, attempts=states.MAX_ATTEMPTS, created_at=old)
        states.fail(job, ConnectionError("no answer"))
        job.refresh_from_db()
        assert job.status == Status.DEAD

    def test_one_that_kills_its_process_is_not_kept_trying(self) -> None:
        job = claimed(name=self.NAME, attempts=states.MAX_ATTEMPTS - 1)
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        assert states.claim(job.pk) is None
        job.refresh_from_db()
        assert job.status == Status.DEAD


def test_retry_brings_forward_what_waits_for_its_next_attempt() -> None:
    later = timezone.now() + timedelta(hours=1)
    waiting = a_job(attempts=5, run_after=later, last_error="X: y")
    never_tried = a_job(run_after=later)
    assert states.retry([waiting.pk, never_tried.pk]) == [waiting]
    assert states.claim(waiting.pk) is not None
    assert states.claim(never_tried.pk) is None
