"""Steps of review that administrators combine to workflows, and what they leave behind."""

from .accepted_finding import AcceptedFinding
from .automatic_checks import AutomaticChecksTask, ChecksReport
from .language_review import LanguageReviewTask
from .legal_review import LegalReviewTask
from .legal_validity import LegalValidity

__all__ = [
    "AcceptedFinding",
    "AutomaticChecksTask",
    "ChecksReport",
    "LanguageReviewTask",
    "LegalReviewTask",
    "LegalValidity",
]
