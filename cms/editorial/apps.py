"""Application configuration."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """What editors should do next: dashboard, reviews due, broken links."""

    name = "cms.editorial"
    label = "editorial"
    verbose_name = "Editorial"
    private_models = ("BrokenLink", "CheckedAddress", "CheckedPage")

    def ready(self) -> None:
        """Tell the dashboard what editorial work there is."""
        from cms.core import next_steps

        from .domain import background, steps

        next_steps.register("editorial", steps.steps)
        next_steps.register("background", background.steps)
