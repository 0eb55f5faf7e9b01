"""Application configuration."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """The practitioners' handbook: parts, chapters, legal basis, glossary."""

    name = "cms.content.handbook"
    label = "handbook"
    verbose_name = "Handbook"
    public_models = (
        "Audience",
        "ChapterTerm",
        "GlossaryTerm",
        "LegalBasis",
    )

    def ready(self) -> None:
        """Let the search find terms of the glossary."""
        from cms.search.domain import entries

        from .domain.search_terms import TERMS

        entries.register("term", TERMS)
