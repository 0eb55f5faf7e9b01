"""Background work that failed and waits for an administrator."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.background.jobs.enums import Status
from cms.background.jobs.models import Job
from cms.background.jobs.registry import persistent_names
from cms.background.jobs.states import RETRYABLE
from cms.background.models import Letter, LetterHold
from cms.background.models.letter import ENDED
from cms.core.task_summary import TaskSummaryItem

RELEASE: Final = "core.release_letters"
RETRY: Final = "jobs.retry_job"
# A letter that failed once and goes out a minute later is nobody's work.
LATE: Final = timedelta(minutes=15)


def summary_items(user: Any) -> Iterator[TaskSummaryItem]:
    """Yield the letters that cannot be handed over, and the other jobs that failed for good."""
    if user.has_perm(RELEASE):
        count = (
            Letter.objects.exclude(state__in=ENDED).count() if LetterHold.objects.exists() else 0
        )
        text = ngettext("letter held since the restore", "letters held since the restore", count)
        yield TaskSummaryItem(
            count, text, reverse("editorial:held_letters"), "mail", is_urgent=True
        )
    if not user.has_perm(RETRY):
        return
    letters = Q(name__in=persistent_names())
    late = Q(created_at__lt=timezone.now() - LATE)
    url = reverse("jobs_report")
    count = Job.objects.filter(letters & RETRYABLE & late).count()
    text = ngettext(
        "letter that the mail server does not take",
        "letters that the mail server does not take",
        count,
    )
    yield TaskSummaryItem(count, text, url, "mail", is_urgent=True)
    count = Job.objects.filter(~letters, status=Status.DEAD).count()
    text = ngettext("background job that failed", "background jobs that failed", count)
    yield TaskSummaryItem(count, text, url, "tasks")
