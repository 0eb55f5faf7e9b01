"""Application configuration."""

from django.apps import AppConfig


class PointsConfig(AppConfig):
    """Information points: directory, opening hours, closures."""

    name = "cms.content.points"
    label = "points"
    verbose_name = "Points"
    public_models = ("HoursException", "HoursSpan", "Service")
    private_models = ("PointQuestion",)

    def ready(self) -> None:
        """Register questions to points as a case type."""
        from cms.cases.domain import case_types

        from .domain.questions import POINT_QUESTION

        case_types.register(POINT_QUESTION)
