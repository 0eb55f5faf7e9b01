"""What an automatic check found, as it is stored."""

from dataclasses import asdict, dataclass
from typing import Any

from cms.gate.enums import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at one place.

    ``path`` is the content path ("" for the page as a whole), ``text`` the words it is about as
    they stand in the source, ``detail`` what exactly: a lost number, the word to write.
    """

    problem: Problem
    path: str = ""
    text: str = ""
    detail: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the finding for a JSON column."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Finding":
        """Return the finding that ``as_json`` stored."""
        return cls(**{**stored, "problem": Problem(stored["problem"])})
