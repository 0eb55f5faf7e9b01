"""One line of a file of terms, whatever its format."""

import re
from dataclasses import dataclass
from typing import Final

from cms.core import locales
from cms.translation.base.enums import FormKind

MAX_LENGTH: Final = 160
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Beginnings of the statuses that TBX and people know for a form.
_KINDS: Final = {
    "approved": FormKind.APPROVED,
    "preferred": FormKind.APPROVED,
    "admitted": FormKind.APPROVED,
    "standardized": FormKind.APPROVED,
    "legal": FormKind.APPROVED,
    "regulated": FormKind.APPROVED,
    "forbidden": FormKind.FORBIDDEN,
    "deprecated": FormKind.FORBIDDEN,
    "superseded": FormKind.FORBIDDEN,
}


class TermFileError(ValueError):
    """The file as a whole cannot be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One form of a term, or a term without forms (empty language); ``line`` counts from 1."""

    line: int
    term: str
    note: str
    language: str = ""
    kind: str = FormKind.APPROVED
    text: str = ""

    @property
    def is_good(self) -> bool:
        """Tell whether it can be stored."""
        if not self.term or max(len(self.term), len(self.text)) > MAX_LENGTH:
            return False
        if _CONTROL.search(f"{self.term}{self.note}{self.text}"):
            return False
        if not self.language:
            return not self.text
        return bool(self.text) and self.language in locales.TARGETS and self.kind in FormKind


def language_of(code: str) -> str:
    """Return the language of a code that may name a country as well: ``en`` of ``en-GB``."""
    return code.strip().replace("_", "-").partition("-")[0].lower()


def case_type_of(status: str) -> str:
    """Return the kind of form that a status means; what is unknown is returned as it is."""
    word = status.strip().lower()
    if not word:
        return FormKind.APPROVED
    found = (kind for start, kind in _KINDS.items() if word.startswith(start))
    return next(found, word)
