"""Application configuration."""

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    """Batches and outgoing mail; the jobs they run as are an application of their own."""

    name = "cms.background"
    label = "background"
    verbose_name = "Background work"
