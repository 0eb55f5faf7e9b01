"""What translation keeps besides wagtail-localize's segments."""

from .assignments import Assignment
from .drafts import TranslationDraft
from .segments import Acceptance, FormerString, SourceChange
from .terms import Term, TermForm

__all__ = [
    "Acceptance",
    "Assignment",
    "FormerString",
    "SourceChange",
    "Term",
    "TermForm",
    "TranslationDraft",
]
