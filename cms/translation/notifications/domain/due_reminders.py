"""Work that is due in the next days."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from cms.core.models import TranslationState, TranslationStatus
from cms.translation.base.models import Assignment
from cms.translation.notifications.enums import Kind

from .dispatch import NotificationEvent, tell

SOON: Final = timedelta(days=2)
_DONE: Final = (TranslationStatus.CURRENT, TranslationStatus.IN_REVIEW)


def tell_what_is_due(today: date | None = None) -> int:
    """Tell people what they have to finish by the day after tomorrow (Warsaw), once a due day.

    What is in review or current is done. Returns how many notifications are new.
    """
    today = today or timezone.localdate()
    due = Assignment.objects.filter(
        due_on__range=(today, today + SOON), assignee__is_active=True
    ).select_related("assignee", "locale")
    done = set(
        TranslationState.objects.filter(
            translation_key__in=due.values("translation_key"), status__in=_DONE
        ).values_list("translation_key", "locale")
    )
    left = [each for each in due if (each.translation_key, each.locale_id) not in done]
    return sum(len(tell([each.assignee], _news(each))) for each in left)


def _news(assignment: Assignment) -> NotificationEvent:
    key = f"due:{assignment.translation_key}:{assignment.locale_id}:{assignment.due_on}"
    return NotificationEvent(
        Kind.DUE_SOON, assignment.translation_key, assignment.locale, on=assignment.due_on, key=key
    )
