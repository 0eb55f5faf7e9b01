"""What machines have answered before, offered to translators; asking here costs nothing."""

from cms.machine_translation.enums import AnswerState, Provider
from cms.machine_translation.models import MachineAnswer
from cms.translation.domain import suggestions
from cms.translation.domain.memory import Suggestion

from .claims import digest

# A machine's answer to exactly this text; still, a person must read it.
SCORE = 70


def register() -> None:
    """Add ourselves to the suggestions of the working view."""
    suggestions.register("machine_translation", stored)


def stored(source: str, target: str) -> Suggestion | None:
    """Return the newest stored answer to ``source`` in language ``target``, or None; one query."""
    row = (
        MachineAnswer.objects.filter(
            source_digest=digest(source), target=target, state=AnswerState.ANSWERED
        )
        .exclude(provider=Provider.DUMMY)
        .order_by("-answered_at")
        .first()
    )
    if row is None:
        return None
    name = Provider(row.provider).label
    return Suggestion(text=row.text, origin=str(name), score=SCORE, source=source)
