"""Models of the kernel."""

from .page import BasePage
from .translation_state import TranslationState, TranslationStatus

__all__ = ["BasePage", "TranslationState", "TranslationStatus"]
