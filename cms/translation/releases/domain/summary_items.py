"""What waits for those who release."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.core.task_summary import TaskSummaryItem
from cms.translation.releases.enums import ReleaseState
from cms.translation.releases.models import Release

from . import lifecycle, publishers

SHOWN_FOR: Final = timedelta(days=7)


def summary_items(user: Any) -> Iterator[TaskSummaryItem]:
    """Yield what failed lately, to all who publish and to whoever planned it, and lost plans."""
    if publishers.is_one(user):
        yield _without_owner()
    found = Release.objects.filter(
        state=ReleaseState.FAILED, finished_at__gt=timezone.now() - SHOWN_FOR
    )
    if not publishers.is_one(user):
        found = found.filter(Q(created_by=user.pk) | Q(changed_by=user.pk) | Q(owner=user.pk))
    failed = found.count()
    text = ngettext("release has failed", "releases have failed", failed)
    yield TaskSummaryItem(failed, text, reverse("releases:index"), "warning", is_urgent=True)


def _without_owner() -> TaskSummaryItem:
    count = lifecycle.without_owner().count()
    text = ngettext(
        "planned release that nobody stands for: take it over or cancel it",
        "planned releases that nobody stands for: take them over or cancel them",
        count,
    )
    return TaskSummaryItem(count, text, reverse("releases:index"), "warning", is_urgent=True)
