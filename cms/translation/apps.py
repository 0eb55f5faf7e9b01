"""Application configuration."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Translation that cannot publish what was not translated."""

    name = "cms.translation"
    label = "translation"
    verbose_name = "Translation"
