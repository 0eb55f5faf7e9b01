"""What an automatic check found, as it is stored."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Final

from cms.translation.review.enums import Problem

_OF_MEANING: Final = {Problem.FACT_LOST, Problem.TERM_FORBIDDEN, Problem.TERM_MISSING}


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at one place.

    ``path`` is the content path ("" for the page as a whole), ``text`` the words it is about as
    they stand in the source, ``detail`` what exactly: a lost number, the word to write.
    ``said`` is the whole translation that it is about, where a person may hold it for right.
    """

    problem: Problem
    path: str = ""
    text: str = ""
    detail: str = ""
    said: str = ""

    @property
    def may_be_accepted(self) -> bool:
        """Whether a person may judge otherwise: what a machine thinks two texts mean."""
        return self.problem in _OF_MEANING and bool(self.said)

    @property
    def digest(self) -> str:
        """The SHA-256 of the finding with both of its texts."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()

    def as_json(self) -> dict[str, str]:
        """Return the finding for a JSON column."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Finding":
        """Return the finding that ``as_json`` stored."""
        return cls(**{**stored, "problem": Problem(stored["problem"])})
