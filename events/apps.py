"""Application configuration."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Activities, courses and trainings."""

    name = "events"
    label = "events"
    verbose_name = "Events"
    public_models = ("Group", "Occurrence", "Series")
    private_models = (
        "Attendance",
        "AttendanceNote",
        "CalendarProposal",
        "Certificate",
        "DatesChange",
        "ExternalCalendar",
        "GroupMessage",
        "ImportedEvent",
        "OrganiserNotice",
        "Participant",
        "PlaceEvent",
        "Places",
        "Registration",
    )

    def ready(self) -> None:
        """Register writers of letters, what waits for organisers, and what is kept of a person."""
        from cms.cases.domain import personal_data
        from cms.core import task_summary
        from cms.delivery import changes
        from cms.search.domain import live_states

        from . import receivers  # noqa: F401  Registers them.
        from .domain import letters, link_recovery, organiser_notifications  # noqa: F401  Likewise.
        from .domain.activity_changes import activity_items
        from .domain.personal_data import REGISTRATIONS
        from .domain.search_states import search_states
        from .domain.summary_items import summary_items

        task_summary.register("events", summary_items)
        live_states.register("activity", search_states)
        changes.register("activities", changes.Source(activity_items))
        personal_data.register("registrations", REGISTRATIONS)
