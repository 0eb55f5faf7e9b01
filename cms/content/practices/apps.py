"""Application configuration."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """Good practices from elsewhere."""

    name = "cms.content.practices"
    label = "practices"
    verbose_name = "Practices"
