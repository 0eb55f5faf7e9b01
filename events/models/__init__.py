"""Activities, their groups and dates, and who signed up."""

from .calendars import CalendarProposal, ExternalCalendar, ImportedEvent
from .certificate import Certificate
from .dates import DatesChange, Occurrence, Series
from .group import Group, Places
from .message import GroupMessage
from .organiser import OrganiserNotice
from .page import ActivityIndexPage, ActivityPage
from .registration import Attendance, AttendanceNote, Participant, PlaceEvent, Registration

__all__ = [
    "ActivityIndexPage",
    "ActivityPage",
    "Attendance",
    "AttendanceNote",
    "CalendarProposal",
    "Certificate",
    "DatesChange",
    "ExternalCalendar",
    "Group",
    "GroupMessage",
    "ImportedEvent",
    "Occurrence",
    "OrganiserNotice",
    "Participant",
    "PlaceEvent",
    "Places",
    "Registration",
    "Series",
]
