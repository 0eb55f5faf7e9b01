"""What of the translation dashboard waits for a person."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.core.models import TranslationState, TranslationStatus
from cms.core.task_summary import TaskSummaryItem
from cms.translation.base.domain import permissions
from cms.translation.base.models import Assignment
from cms.translation.dashboard.enums import ME


def summary_items(user: Any) -> Iterator[TaskSummaryItem]:
    """Yield the translations of ``user`` that are overdue, and what fell behind in their languages.

    At most three queries.
    """
    yield _overdue(user)
    yield _behind(user)


def _overdue(user: Any) -> TaskSummaryItem:
    done = TranslationState.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale=OuterRef("locale"),
        status=TranslationStatus.CURRENT,
    )
    late = Assignment.objects.filter(assignee=user, due_on__lt=timezone.localdate())
    count = late.exclude(Exists(done)).count()
    text = ngettext("translation of yours overdue", "translations of yours overdue", count)
    url = f"{reverse('board:index')}?assignee={ME}&overdue=on&sort=due"
    return TaskSummaryItem(count, text, url, "warning", is_urgent=True)


def _behind(user: Any) -> TaskSummaryItem:
    count = TranslationState.objects.filter(
        locale__in=permissions.target_locales(user), status=TranslationStatus.BEHIND
    ).count()
    text = ngettext(
        "translation that no longer says what the Polish page says",
        "translations that no longer say what the Polish page says",
        count,
    )
    url = f"{reverse('board:index')}?state={TranslationStatus.BEHIND}"
    return TaskSummaryItem(count, text, url, "wagtail-localize-language", is_urgent=True)
