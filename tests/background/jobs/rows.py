"""Rows as the tests need them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from cms.background.jobs.enums import Status
from cms.background.jobs.models import Job


def messages(job: Job | None = None) -> list[tuple[str, tuple]]:
    """Return what the queue's messages call, oldest first; only those for ``job`` if given."""
    found = [(row.func(), row.task["args"]) for row in OrmQ.objects.order_by("pk")]
    return [item for item in found if job is None or item[1] == (str(job.pk),)]


def handed_out() -> list[UUID]:
    """Return the jobs of the waiting messages in the order in which the workers get them."""
    broker, jobs = get_broker(), []
    while taken := broker.dequeue():
        jobs += [UUID(SignedPackage.loads(payload)["args"][0]) for _, payload in taken]
    return jobs


def a_job(name: str = "test.write", **values: Any) -> Job:
    """Save a job that nobody has been nudged about."""
    ago = timezone.now() - timedelta(minutes=1)
    values = {"run_after": ago, "sweep_at": ago, "args": {"number": 1}, **values}
    if values.get("status") == Status.RUNNING:
        values = {"attempts": 1, "claimed_by": "group/1", "lease_until": ago, **values}
    return Job.objects.create(name=name, **values)
