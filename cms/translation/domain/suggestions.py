"""What could stand in a segment: from the translation memory and from machines."""

from collections.abc import Callable
from typing import Final

from wagtail.models import Locale

from .memory import Suggestion, memory
from .segment_rows import SegmentRow

Ask = Callable[[str, str], Suggestion | None]
_machines: Final[dict[str, Ask]] = {}


def register(name: str, ask: Ask) -> None:
    """Have ``ask`` asked for every segment: (source text, target language code).

    It answers at once and costs nothing: what a machine has translated already, for example.
    """
    _machines[name] = ask


def suggestions(row: SegmentRow, locale: Locale) -> list[Suggestion]:
    """Return what could be written for a segment, without what stands there already.

    The memory's come first, then the machines' in the order of their names.
    """
    answers = (ask(row.source, locale.language_code) for _name, ask in sorted(_machines.items()))
    found = [*memory(row.source, locale), *(answer for answer in answers if answer is not None)]
    return [suggestion for suggestion in found if suggestion.text != row.text]
