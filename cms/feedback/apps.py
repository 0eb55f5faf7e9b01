"""Application configuration."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """What readers say about pages."""

    name = "cms.feedback"
    label = "feedback"
    verbose_name = "Feedback"
    private_models = ("PageFeedback",)
