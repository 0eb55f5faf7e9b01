"""Application configuration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Shared kernel; knows no feature."""

    name = "cms.core"
    label = "core"
    verbose_name = "Core"
