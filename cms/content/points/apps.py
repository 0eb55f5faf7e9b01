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
        """Register questions to points as a case type, and tell a search which points are open."""
        from cms.cases.domain import case_types
        from cms.delivery import changes
        from cms.search.domain import live_states

        from .domain.point_changes import point_items
        from .domain.questions import POINT_QUESTION
        from .domain.search_states import search_states

        case_types.register(POINT_QUESTION)
        live_states.register("point", search_states)
        changes.register("points", changes.Source(point_items))
