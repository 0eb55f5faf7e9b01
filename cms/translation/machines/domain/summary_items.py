"""What translators should decide about machines, for the dashboard."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from cms.core import locales
from cms.core.task_summary import TaskSummaryItem
from cms.translation.base.domain import permissions
from cms.translation.machines.enums import CLOSED
from cms.translation.machines.models import MachineAnswer


def task_summary(user: Any) -> Iterator[TaskSummaryItem]:
    """Yield the texts in the user's languages that were sent and have no usable answer."""
    codes = {locale.language_code for locale in permissions.editable_locales(user)} - {
        locales.SOURCE
    }
    if not codes:
        return
    count = MachineAnswer.objects.filter(state__in=CLOSED, target__in=codes).count()
    yield TaskSummaryItem(
        count,
        ngettext(
            "text without a machine's answer: ask again or translate it",
            "texts without a machine's answer: ask again or translate them",
            count,
        ),
        reverse("machine_translation:index"),
        "robot",
    )
