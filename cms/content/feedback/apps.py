"""Application configuration."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """What readers say about pages."""

    name = "cms.content.feedback"
    label = "feedback"
    verbose_name = "Feedback"
    private_models = ("PageFeedback",)

    def ready(self) -> None:
        """Tell the dashboard how many comments wait."""
        from cms.core import task_summary

        from .domain.summary_items import summary_items

        task_summary.register("feedback", summary_items)
