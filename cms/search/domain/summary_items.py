"""What search has for an editor to do, for the dashboard."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from cms.core.task_summary import TaskSummaryItem
from cms.users.models import AnyUser

from .missed_queries import shown
from .permissions import may_add_words


def summary_items(user: AnyUser) -> Iterator[TaskSummaryItem]:
    """Yield how many queries find nothing, for whoever may add words. One query."""
    if may_add_words(user):
        count = shown().filter(page_wanted=False).count()
        text = ngettext("search that finds nothing", "searches that find nothing", count)
        yield TaskSummaryItem(count, text, reverse("search_missed:index"), "search")
