"""What feedback waits for a person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from cms.content.feedback.enums import State
from cms.core.task_summary import TaskSummaryItem
from cms.users.models import AnyUser

from .permissions import HANDLE, visible_to


def summary_items(user: AnyUser) -> Iterator[TaskSummaryItem]:
    """Yield the comments that ``user`` may handle and nobody has; there may be none."""
    if not user.has_perm(HANDLE):
        return
    count = visible_to(user).filter(state=State.NEW).exclude(comment="").count()
    text = ngettext("reader's comment to read", "readers' comments to read", count)
    yield TaskSummaryItem(count, text, f"{reverse('feedback:inbox')}?state={State.NEW}", "comment")
