"""Which cases wait for one of the staff."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from cms.core.task_summary import TaskSummaryItem
from cms.users.models import AnyUser, User

from .case_list import counts
from .permissions import may_handle
from .reassignment import left_alone


def summary_items(user: AnyUser) -> Iterator[TaskSummaryItem]:
    """Yield the piles of cases that wait for ``user``: one statement for their own."""
    if user.is_active and user.has_perm("desk.manage_remits"):
        alone = left_alone().count()
        text = ngettext(
            "case of a county that nobody answers for",
            "cases of counties that nobody answers for",
            alone,
        )
        yield TaskSummaryItem(alone, text, reverse("desk:remits"), "warning", is_urgent=True)
    if not isinstance(user, User) or not may_handle(user):
        return
    found, inbox = counts(user), reverse("desk:inbox")
    text = ngettext("overdue case", "overdue cases", found["overdue"])
    yield TaskSummaryItem(found["overdue"], text, f"{inbox}?view=overdue", "time", is_urgent=True)
    text = ngettext("case without an answer", "cases without an answer", found["unanswered"])
    yield TaskSummaryItem(found["unanswered"], text, f"{inbox}?view=unanswered", "mail")
    text = ngettext("case that nobody has", "cases that nobody has", found["unassigned"])
    yield TaskSummaryItem(found["unassigned"], text, f"{inbox}?view=unassigned", "user")
