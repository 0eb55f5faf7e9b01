"""What translation keeps besides wagtail-localize's segments."""

from .assignments import Assignment
from .minor_edits import MinorChange, MinorEdit
from .segments import Acceptance, FormerString, SourceChange
from .taken_down import TakenDown
from .terms import Term, TermForm
from .translation_drafts import TranslationDraft

__all__ = [
    "Acceptance",
    "Assignment",
    "FormerString",
    "MinorChange",
    "MinorEdit",
    "SourceChange",
    "TakenDown",
    "Term",
    "TermForm",
    "TranslationDraft",
]
