"""Application configuration."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """What is translated into what, at a glance."""

    name = "cms.board"
    label = "board"
    verbose_name = "Board"
    private_models = ("Coverage",)

    def ready(self) -> None:
        """Tell the dashboard what is overdue."""
        from cms.core import next_steps

        from .domain.steps import steps

        next_steps.register("board", steps)
