"""What waits for the legal reviewers."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from cms.core.task_summary import TaskSummaryItem

from . import blocked_workflows, legal_validity_reminders


def summary_items(user: Any) -> Iterator[TaskSummaryItem]:
    """Yield the pages whose legal review ends soon, and to administrators what blocks reviews."""
    if user.is_superuser:
        yield _blocked()
    if not legal_validity_reminders.may_review(user):
        return
    count = legal_validity_reminders.due_count()
    text = ngettext("page to review legally again", "pages to review legally again", count)
    yield TaskSummaryItem(
        count, text, reverse("gate:legal_validity"), "calendar-check", is_urgent=True
    )


def _blocked() -> TaskSummaryItem:
    """Tell in words what keeps reviews from ending."""
    found = blocked_workflows.blocked()
    text = ngettext(
        "review way that does not end: %(problems)s",
        "review ways that do not end: %(problems)s",
        len(found),
    ) % {"problems": " ".join(found)}
    url = reverse("wagtailadmin_workflows:index")
    return TaskSummaryItem(len(found), text, url, "warning", is_urgent=True)
