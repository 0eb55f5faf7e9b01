"""Models of the kernel."""

from .append_only import AppendOnlyError, AppendOnlyModel
from .batch import Batch, BatchItem
from .content_version import ContentVersion
from .idempotency import IdempotentAnswer
from .letter import Letter
from .letter_hold import LetterHold
from .page import BasePage
from .prepared_document import PreparedDocument
from .translation_state import TranslationState, TranslationStatus

__all__ = [
    "AppendOnlyError",
    "AppendOnlyModel",
    "BasePage",
    "Batch",
    "BatchItem",
    "ContentVersion",
    "IdempotentAnswer",
    "Letter",
    "LetterHold",
    "PreparedDocument",
    "TranslationState",
    "TranslationStatus",
]
