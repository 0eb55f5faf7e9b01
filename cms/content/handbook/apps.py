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
