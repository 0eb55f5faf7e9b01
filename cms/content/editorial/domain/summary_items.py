"""What editorial work waits for a person."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.models import TaskState

from cms.core.task_summary import TaskSummaryItem

from .drafts import drafts_of
from .due_for_review import due_pages
from .link_check import broken_links_of


def summary_items(user: Any) -> Iterator[TaskSummaryItem]:
    """Yield the editorial piles of work of ``user``; a pile may be empty."""
    yield _to_review(user)
    yield _unsubmitted(user)
    yield _broken_links(user)
    yield _due(user)


def _to_review(user: Any) -> TaskSummaryItem:
    count = TaskState.objects.reviewable_by(user).count()
    text = ngettext("change waits for your review", "changes wait for your review", count)
    return TaskSummaryItem(
        count, text, reverse("wagtailadmin_reports:workflow_tasks"), "tasks", is_urgent=True
    )


def _unsubmitted(user: Any) -> TaskSummaryItem:
    count = drafts_of(user).count()
    text = ngettext("draft of yours is not sent on", "drafts of yours are not sent on", count)
    return TaskSummaryItem(count, text, reverse("editorial:my_drafts"), "draft")


def _broken_links(user: Any) -> TaskSummaryItem:
    count = broken_links_of(user).count()
    text = ngettext("broken link to repair", "broken links to repair", count)
    return TaskSummaryItem(
        count, text, reverse("editorial:broken_links"), "warning", is_urgent=True
    )


def _due(user: Any) -> TaskSummaryItem:
    count = due_pages(user).count()
    text = ngettext("page is due for review", "pages are due for review", count)
    return TaskSummaryItem(count, text, reverse("editorial:due_for_review"), "calendar-check")
