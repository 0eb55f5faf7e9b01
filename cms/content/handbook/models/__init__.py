"""The handbook's pages, its audiences and its glossary."""

from .chapter_facts import ChapterTerm, LegalBasis
from .pages import ChapterPage, HandbookPage, PartPage
from .snippets import Audience, GlossaryTerm

__all__ = [
    "Audience",
    "ChapterPage",
    "ChapterTerm",
    "GlossaryTerm",
    "HandbookPage",
    "LegalBasis",
    "PartPage",
]
