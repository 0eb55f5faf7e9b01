"""What failed in the background stands on the dashboard of those who can try it again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.background.jobs.enums import Status
from cms.background.jobs.models import Job
from cms.core.task_summary import task_summary
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LETTER = {"name": "core.send_letter", "last_error": "ConnectionError: no answer"}


@pytest.fixture(autouse=True)
def _failed() -> None:
    Job.objects.all().delete()
    long_ago = timezone.now() - timedelta(hours=5)
    Job.objects.create(**LETTER, status=Status.QUEUED, attempts=3, created_at=long_ago)
    Job.objects.create(**LETTER, status=Status.DEAD, attempts=99, created_at=long_ago)
    Job.objects.create(**LETTER, status=Status.QUEUED, attempts=1)
    Job.objects.create(name="core.batch", status=Status.DEAD, attempts=8)
    Job.objects.create(name="core.batch", status=Status.DONE, attempts=1)


def test_letters_and_other_jobs_are_counted_apart() -> None:
    found = [step for step in task_summary(UserFactory(administrator=True)) if "jobs" in step.url]
    assert [(step.count, step.is_urgent) for step in found] == [(2, True), (1, False)]


def test_others_are_not_told() -> None:
    assert [step for step in task_summary(UserFactory()) if "jobs" in step.url] == []
