"""A job exists exactly when the transaction that adds it does, and waits once per key."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_q.models import OrmQ

from cms.background.jobs import states
from cms.background.jobs.api import PayloadError, UnknownJobError, enqueue
from cms.background.jobs.broker import HEAD_START
from cms.background.jobs.enqueue import NUDGE_LASTS
from cms.background.jobs.enums import Status
from cms.background.jobs.models import Job
from tests.background.jobs.rows import handed_out, messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_leaves_neither_job_nor_message() -> None:
    Job.objects.all().delete()
    OrmQ.objects.all().delete()
    with transaction.atomic():
        enqueue("test.write", key="a", number=1)
        transaction.set_rollback(True)
    assert (Job.objects.count(), OrmQ.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_committed_job_has_one_message_that_names_it() -> None:
    Job.objects.all().delete()
    OrmQ.objects.all().delete()
    job = enqueue("test.write", number=1)
    assert list(Job.objects.values_list("pk", "status", "args")) == [
        (job.pk, Status.QUEUED, {"number": 1})
    ]
    assert messages() == [("cms.background.jobs.runner.run", (str(job.pk),))]


def test_a_key_waits_once_and_takes_over_newer_arguments() -> None:
    first = enqueue("test.write", key="same", number=1)
    second = enqueue("test.write", key="same", number=2)
    assert second.pk == first.pk
    assert list(Job.objects.filter(key="same").values_list("args", flat=True)) == [{"number": 2}]
    assert messages(first) == [("cms.background.jobs.runner.run", (str(first.pk),))]


def test_what_people_wait_for_overtakes_bulk_work() -> None:
    OrmQ.objects.all().delete()
    bulk = [enqueue("test.bulk", number=number) for number in range(2)]
    urgent = enqueue("test.write", number=3)
    assert handed_out() == [urgent.pk, *(job.pk for job in bulk)]


def test_bulk_work_has_its_turn_after_an_hour() -> None:
    OrmQ.objects.all().delete()
    bulk = enqueue("test.bulk", number=1)
    OrmQ.objects.update(lock=timezone.now() - HEAD_START - timedelta(seconds=1))
    urgent = enqueue("test.write", number=2)
    assert handed_out() == [bulk.pk, urgent.pk]


def test_the_same_key_of_another_name_is_another_job() -> None:
    assert enqueue("test.write", key="same", number=1) != enqueue("test.call", key="same", number=1)


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.QUEUED}))
def test_a_key_that_no_longer_waits_is_added_anew(status: Status) -> None:
    first = enqueue("test.write", key="same", number=1)
    Job.objects.filter(pk=first.pk).update(status=status)
    second = enqueue("test.write", key="same", number=1)
    assert second.pk != first.pk
    assert Job.objects.filter(key="same").count() == 2


def test_jobs_without_a_key_are_never_joined() -> None:
    assert enqueue("test.write", number=1).pk != enqueue("test.write", number=1).pk


def test_a_delayed_job_gets_no_message_before_its_time() -> None:
    due = timezone.now() + timedelta(hours=1)
    job = enqueue("test.write", run_after=due, number=1)
    assert (job.run_after, job.sweep_at, messages(job)) == (due, due, [])
    assert states.claim(job.pk) is None


def test_a_delayed_job_that_is_enqueued_again_at_once_runs_at_once() -> None:
    later = timezone.now() + timedelta(hours=1)
    job = enqueue("test.write", key="same", run_after=later, number=1)
    again = enqueue("test.write", key="same", number=1)
    assert again.sweep_at - again.run_after == NUDGE_LASTS
    assert messages(job) == [("cms.background.jobs.runner.run", (str(job.pk),))]


def test_an_unknown_name_and_personal_data_are_refused() -> None:
    with pytest.raises(UnknownJobError):
        enqueue("test.unknown")
    with pytest.raises(PayloadError):
        enqueue("test.write", number="jan@example.org")
    with pytest.raises(PayloadError):
        enqueue("test.write", key="jan@example.org", number=1)
    assert not Job.objects.filter(name__startswith="test.").exists()


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db(transaction=True)
def test_a_waiting_job_cannot_run_before_the_change_that_joined_it_is_visible() -> None:
    """The row is locked until the joining transaction ends (SQLite has one writer anyway)."""
    job = enqueue("test.write", key="same", number=1)
    with transaction.atomic():
        enqueue("test.write", key="same", number=2)
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute(
                    "SELECT id FROM jobs_job WHERE id = %s FOR UPDATE SKIP LOCKED", [job.pk]
                )
                assert cursor.fetchall() == []
        finally:
            other.close()
