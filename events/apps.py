"""Application configuration."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Activities, courses and trainings."""

    name = "events"
    label = "events"
    verbose_name = "Events"
