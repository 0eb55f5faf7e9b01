"""Effect and "done" are one; running twice is safe; a failure leaves no half effect."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cms.background.jobs import registry, runner, worker_identity
from cms.background.jobs.api import enqueue
from cms.background.jobs.enums import Status
from cms.background.jobs.models import Heartbeat, Job
from tests.background.jobs.rows import a_job

from . import handlers

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def state(job: Job) -> tuple[str, int, str]:
    job.refresh_from_db()
    return job.status, job.attempts, job.last_error


def test_running_twice_has_the_effect_once() -> None:
    job = a_job()
    runner.run(str(job.pk))
    runner.run(str(job.pk))
    assert (handlers.effects(), state(job)) == (["1"], (Status.DONE, 1, ""))


def test_a_failure_takes_its_effect_back_and_keeps_no_address() -> None:
    job = a_job("test.write_and_fail")
    runner.run(str(job.pk))
    error = "RuntimeError: after the effect, for …"
    assert (handlers.effects(), state(job)) == ([], (Status.QUEUED, 1, error))


@pytest.mark.django_db(transaction=True)
def test_an_outside_call_is_made_outside_any_transaction_with_the_job_s_key() -> None:
    job = a_job("test.call")
    runner.run(str(job.pk))
    assert handlers.calls == [(1, str(job.pk), False)]
    assert state(job) == (Status.DONE, 1, "")


def test_a_repeated_outside_call_carries_the_same_key() -> None:
    job = a_job("test.call_and_fail")
    runner.run(str(job.pk))
    Job.objects.update(run_after=timezone.now())
    runner.run(str(job.pk))
    assert [key for _number, key, _atomic in handlers.calls] == [str(job.pk)] * 2
    assert state(job) == (Status.QUEUED, 2, "ConnectionError: no answer")


def test_a_handler_that_takes_too_long_is_recorded_and_ends_its_process() -> None:
    job = a_job("test.take_too_long")
    with pytest.raises(SystemExit):
        runner.run(str(job.pk))
    error = "SystemExit: Task exceeded maximum timeout value (60 seconds)"
    assert state(job) == (Status.QUEUED, 1, error)


def test_a_name_without_a_handler_fails_like_any_other() -> None:
    job = a_job("test.gone")
    runner.run(str(job.pk))
    assert state(job) == (Status.QUEUED, 1, "UnknownJobError: test.gone")


def test_a_job_that_does_not_exist_is_nothing_to_do() -> None:
    runner.run(str(uuid4()))
    assert handlers.effects() == []


def test_every_run_is_a_sign_of_life() -> None:
    from cms.background.jobs import heartbeat

    heartbeat._written.clear()
    runner.run(str(uuid4()))
    worked_at = Heartbeat.objects.get(group=worker_identity.group()).worked_at
    assert timezone.now() - worked_at < timedelta(seconds=5)


def test_what_is_due_runs_in_this_process_with_what_it_adds() -> None:
    Job.objects.all().delete()

    def add_another() -> None:
        enqueue("test.write", number=2)

    registry.job("test.add_another")(add_another)
    a_job("test.add_another", args={})
    a_job("test.write_and_fail")
    a_job(run_after=timezone.now() + timedelta(hours=1))
    assert (runner.run_due(), handlers.effects()) == (3, ["2"])
