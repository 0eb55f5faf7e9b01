"""Models of the kernel."""

from .append_only import AppendOnlyError, AppendOnlyModel
from .content_version import ContentVersion
from .page import BasePage
from .translation_state import TranslationState, TranslationStatus

__all__ = [
    "AppendOnlyError",
    "AppendOnlyModel",
    "BasePage",
    "ContentVersion",
    "TranslationState",
    "TranslationStatus",
]
