"""Application configuration."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """All languages of a page, published together."""

    name = "cms.releases"
    label = "releases"
    verbose_name = "Releases"
    private_models = ("Release", "ReleasePage", "Release_locales")

    def ready(self) -> None:
        """Tell the dashboard what has failed, and questions what is planned."""
        from cms.core import consequences, next_steps

        from .admin import telling
        from .domain.steps import steps

        next_steps.register("releases", steps)
        consequences.register("releases", telling.consequences)
