"""Activities, their groups and dates, and who signed up."""

from .certificate import Certificate
from .external_calendars import CalendarProposal, ExternalCalendar, ImportedEvent
from .group import Group, Places
from .group_message import GroupMessage
from .occurrences import DatesChange, Occurrence, Series
from .organiser_notice import OrganiserNotice
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
