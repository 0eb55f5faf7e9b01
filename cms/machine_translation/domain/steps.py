"""What translators should decide about machines, for the dashboard."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from cms.core import locales
from cms.core.next_steps import NextStep
from cms.machine_translation.enums import CLOSED
from cms.machine_translation.models import MachineAnswer
from cms.translation.domain import rights


def next_steps(user: Any) -> Iterator[NextStep]:
    """Yield the texts in the user's languages that were sent and have no usable answer."""
    codes = {locale.language_code for locale in rights.editable_locales(user)} - {locales.SOURCE}
    if not codes:
        return
    count = MachineAnswer.objects.filter(state__in=CLOSED, target__in=codes).count()
    yield NextStep(
        count,
        ngettext(
            "text without a machine's answer: ask again or translate it",
            "texts without a machine's answer: ask again or translate them",
            count,
        ),
        reverse("machine_translation:index"),
        "robot",
    )
