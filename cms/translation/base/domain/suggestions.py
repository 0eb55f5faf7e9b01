"""What could stand in a segment: from the translation memory and from machines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from wagtail.models import Locale
from wagtail_localize.models import Translation

from .segment_rows import SegmentRow
from .translation_memory import Suggestion, memory

Ask = Callable[[str, str], Suggestion | None]
_machines: Final[dict[str, Ask]] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """Where a person may ask a machine about one segment, which may cost something.

    ``url`` takes a POST: it answers JSON ``{text, origin}``, or 409 ``{message}``; to browsers
    without a script it leads to the form's ``next``, where the answer then is a suggestion.
    """

    machine: str
    url: str


Questions = Callable[[Translation, int], Question | None]
_questions: Final[dict[str, Questions]] = {}


def register(name: str, ask: Ask) -> None:
    """Have ``ask`` asked for every segment: (source text, target language code).

    It answers at once and costs nothing: what a machine has translated already, for example.
    """
    _machines[name] = ask


def register_question(name: str, question: Questions) -> None:
    """Offer to ask a machine about a segment: (translation, segment's id)."""
    _questions[name] = question


def questions(translation: Translation, segment_id: int) -> list[Question]:
    """Return which machines a person may ask about a segment."""
    found = (question(translation, segment_id) for _name, question in sorted(_questions.items()))
    return [question for question in found if question is not None]


def suggestions(row: SegmentRow, locale: Locale) -> list[Suggestion]:
    """Return what could be written for a segment, without what stands there already.

    The memory's come first, then the machines' in the order of their names.
    """
    answers = (ask(row.source, locale.language_code) for _name, ask in sorted(_machines.items()))
    found = [*memory(row.source, locale), *(answer for answer in answers if answer is not None)]
    return [suggestion for suggestion in found if suggestion.text != row.text]
