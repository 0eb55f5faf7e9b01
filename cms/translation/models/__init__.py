"""What translation keeps besides wagtail-localize's segments."""

from .drafts import TranslationDraft
from .terms import Term, TermForm

__all__ = ["Term", "TermForm", "TranslationDraft"]
