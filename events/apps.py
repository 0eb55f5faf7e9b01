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
        """Tell what waits for organisers, what letters say, and what is kept of a person."""
        from cms.core import next_steps
        from cms.desk.domain import person_data

        from . import receivers  # noqa: F401  Registers them.
        from .domain import letters, lost_links, organiser_mail  # noqa: F401  Likewise.
        from .domain.personal_data import REGISTRATIONS
        from .domain.steps import steps

        next_steps.register("events", steps)
        person_data.register("registrations", REGISTRATIONS)
