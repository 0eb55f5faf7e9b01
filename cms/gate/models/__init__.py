"""Steps of review that administrators combine to workflows, and what they leave behind."""

from .automatic_checks import AutomaticChecksTask, ChecksReport
from .language_review import LanguageReviewTask
from .legal_review import LegalReviewTask
from .legal_validity import LegalValidity

__all__ = [
    "AutomaticChecksTask",
    "ChecksReport",
    "LanguageReviewTask",
    "LegalReviewTask",
    "LegalValidity",
]
