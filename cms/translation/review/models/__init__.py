"""Task types that administrators combine into workflows, and the records they leave."""

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
