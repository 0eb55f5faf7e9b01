"""Application configuration."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Composition root: the only package that knows every application."""

    name = "cms.project"
    label = "project"
    verbose_name = "Project"

    def ready(self) -> None:
        """Listen to what concerns several applications at once."""
        from . import receivers

        receivers.connect()
