"""What the board tells the dashboard."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.board.enums import ME
from cms.core.models import TranslationState, TranslationStatus
from cms.core.next_steps import NextStep
from cms.translation.models import Assignment


def steps(user: Any) -> Iterator[NextStep]:
    """Yield the translations that ``user`` has and whose day is over; one query."""
    done = TranslationState.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale=OuterRef("locale"),
        status=TranslationStatus.CURRENT,
    )
    late = Assignment.objects.filter(assignee=user, due_on__lt=timezone.localdate())
    count = late.exclude(Exists(done)).count()
    text = ngettext("translation of yours overdue", "translations of yours overdue", count)
    url = f"{reverse('board:index')}?assignee={ME}&overdue=on&sort=due"
    yield NextStep(count, text, url, "warning", is_urgent=True)
