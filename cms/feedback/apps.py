"""Application configuration."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """What readers say about pages."""

    name = "cms.feedback"
    label = "feedback"
    verbose_name = "Feedback"
    private_models = ("PageFeedback",)

    def ready(self) -> None:
        """Tell the dashboard how many comments wait."""
        from cms.core import next_steps

        from .domain.steps import steps

        next_steps.register("feedback", steps)
