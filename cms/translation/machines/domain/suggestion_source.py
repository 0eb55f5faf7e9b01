"""What machines have answered before, offered to translators; and where to ask for more."""

from typing import Final

from django.conf import settings
from django.urls import reverse
from wagtail_localize.models import StringSegment, Translation

from cms.translation.base.domain import suggestions
from cms.translation.base.domain.suggestions import Question
from cms.translation.base.domain.translation_memory import SAME, Suggestion
from cms.translation.machines.enums import AnswerState, Provider
from cms.translation.machines.models import MachineAnswer

from .runs import SLUG, NoMachineError, machine_of
from .usage_ledger import digest

NAME: Final = "machine_translation"


def register() -> None:
    """Add ourselves to the working view."""
    suggestions.register(NAME, stored)
    suggestions.register_question(NAME, question)


def stored(source: str, target: str) -> Suggestion | None:
    """Return the newest stored answer to ``source`` in language ``target``, or None; one query."""
    rows = MachineAnswer.objects.filter(
        source_digest=digest(source), target=target, state=AnswerState.ANSWERED
    )
    if not settings.MACHINE_TRANSLATION_DUMMY:
        rows = rows.exclude(provider=Provider.DUMMY)
    row = rows.order_by("-answered_at").first()
    if row is None:
        return None
    name = Provider(row.provider).label
    return Suggestion(text=row.text, origin=str(name), score=SAME, source=source)


def question(translation: Translation, segment_id: int) -> Question | None:
    """Return where to ask the language's machine, or None without one; two queries.

    An address is made from the title, no machine is asked for it.
    """
    if StringSegment.objects.filter(pk=segment_id, context__path=SLUG).exists():
        return None
    try:
        _choice, machine = machine_of(translation.target_locale)
    except NoMachineError:
        return None
    url = reverse("machine_translation:suggest", args=[translation.pk, segment_id])
    return Question(machine.name, url)
