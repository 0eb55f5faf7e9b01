"""Application configuration."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """The dashboard of pages and languages."""

    name = "cms.translation.dashboard"
    label = "board"
    verbose_name = "Board"
    private_models = ("Coverage",)

    def ready(self) -> None:
        """Tell the dashboard what is overdue."""
        from cms.core import task_summary

        from .domain.summary_items import summary_items

        task_summary.register("board", summary_items)
