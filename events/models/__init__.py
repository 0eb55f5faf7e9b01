"""Activities, their groups and dates, and who signed up."""

from .calendars import ExternalCalendar, ImportedEvent
from .dates import Occurrence, Series
from .group import Group, Places
from .message import GroupMessage
from .page import ActivityIndexPage, ActivityPage
from .registration import Attendance, Participant, PlaceEvent, Registration

__all__ = [
    "ActivityIndexPage",
    "ActivityPage",
    "Attendance",
    "ExternalCalendar",
    "Group",
    "GroupMessage",
    "ImportedEvent",
    "Occurrence",
    "Participant",
    "PlaceEvent",
    "Places",
    "Registration",
    "Series",
]
