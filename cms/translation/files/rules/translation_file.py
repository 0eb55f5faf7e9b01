"""What a file of one translation says, whatever its format."""

from dataclasses import dataclass
from datetime import datetime

from cms.translation.files.enums import FileProblem


class BadFileError(Exception):
    """The file cannot be read; ``problem`` says why."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(str(problem.value))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One text. ``source`` and ``text`` are HTML fragments, as wagtail-localize stores them.

    ``seen`` says what stood here when the file was made (see ``domain.sheets.seen``), empty when
    the file does not say. ``is_sure`` is False for what translators should look at again: a
    machine's text, an outdated one, what they marked themselves. ``old_source`` is what an
    outdated text translates. ``is_accepted``: a reviewer found it right.
    ``is_broken``: there is a text, but its markup cannot be read.
    """

    path: str
    source: str
    text: str = ""
    seen: str = ""
    is_sure: bool = True
    old_source: str = ""
    is_accepted: bool = False
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class TranslationFile:
    """The texts of one translation. ``translation`` is its UUID, empty in a foreign file.

    ``source_code`` and ``target_code`` are language codes; ``made_at`` is UTC.
    """

    translation: str
    source_code: str
    target_code: str
    title: str
    made_at: datetime | None
    entries: tuple[Entry, ...]
