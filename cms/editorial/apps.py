"""Application configuration."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """What editors should do next: dashboard, reviews due, broken links."""

    name = "cms.editorial"
    label = "editorial"
    verbose_name = "Editorial"
