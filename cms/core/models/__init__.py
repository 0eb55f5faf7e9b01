"""Models of the kernel."""

from .content_version import ContentVersion
from .page import BasePage
from .prepared_document import PreparedDocument
from .translation_state import TranslationState, TranslationStatus

__all__ = [
    "BasePage",
    "ContentVersion",
    "PreparedDocument",
    "TranslationState",
    "TranslationStatus",
]
