"""Application configuration."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Activities, courses and trainings."""

    name = "events"
    label = "events"
    verbose_name = "Events"
    public_models = ("ActivityIndexPage", "ActivityPage", "Group", "Occurrence", "Series")
    private_models = (
        "Attendance",
        "ExternalCalendar",
        "GroupMessage",
        "ImportedEvent",
        "Participant",
        "PlaceEvent",
        "Places",
        "Registration",
    )

    def ready(self) -> None:
        """Tell the dashboard what waits for organisers, and what letters say."""
        from cms.core import next_steps

        from .domain import letters  # noqa: F401  Registers them.
        from .domain.steps import steps

        next_steps.register("events", steps)
