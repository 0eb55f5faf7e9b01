"""Meetings with the sender, and their calendar file (RFC 5545)."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from icalendar import Calendar, Event

from cms.desk.enums import OPEN_STATES, Action, Meeting
from cms.desk.models import Appointment
from cms.users.models import User

from .errors import ClosedError
from .journal import locked, log
from .spoken import WARSAW
from .telling import LetterKind, tell


@transaction.atomic
def make(
    case_id: UUID,
    *,
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
) -> Appointment:
    """Make an appointment: the row, log, a letter with a calendar file. Raises ClosedError."""
    case = locked(case_id)
    if case.state not in OPEN_STATES:
        raise ClosedError
    made = Appointment.objects.create(
        case=case, meeting=Meeting(meeting), starts_at=starts_at, ends_at=ends_at, place=place
    )
    log(case, Action.APPOINTED, by=by, appointment=str(made.pk))
    tell(case, LetterKind.APPOINTMENT, about=made.pk)
    return made


@transaction.atomic
def move(
    appointment_id: UUID,
    *,
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
) -> Appointment:
    """Change an appointment, also one that was cancelled: the row, log, a letter.

    Raises ClosedError.
    """
    known = _locked(appointment_id)
    if known.case.state not in OPEN_STATES:
        raise ClosedError
    known.meeting, known.place = Meeting(meeting), place
    known.starts_at, known.ends_at, known.is_cancelled = starts_at, ends_at, False
    return _changed(known, Action.APPOINTMENT_MOVED, by)


@transaction.atomic
def cancel(appointment_id: UUID, *, by: User) -> Appointment:
    """Cancel an appointment: the row, log, a letter. Doing it twice is doing it once."""
    known = _locked(appointment_id)
    if known.is_cancelled:
        return known
    known.is_cancelled = True
    return _changed(known, Action.APPOINTMENT_CANCELLED, by)


def calendar_of(appointment: Appointment) -> bytes:
    """Return an iCalendar file; a later one takes the place of an earlier one by its SEQUENCE."""
    event = Event()
    event.add("uid", f"{appointment.pk}@{settings.SITE_URL.partition('://')[2]}")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", appointment.starts_at.astimezone(WARSAW))
    event.add("dtend", appointment.ends_at.astimezone(WARSAW))
    summary = f"{settings.WAGTAIL_SITE_NAME}: {appointment.get_meeting_display()}"
    event.add("summary", summary)
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    if appointment.place:
        event.add("location", appointment.place)
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//PL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _locked(appointment_id: UUID) -> Appointment:
    """Return an appointment under the lock of its case."""
    case_id = Appointment.objects.values_list("case_id", flat=True).get(pk=appointment_id)
    case = locked(case_id)
    known = Appointment.objects.get(pk=appointment_id)
    known.case = case
    return known


def _changed(known: Appointment, action: Action, by: User) -> Appointment:
    known.sequence += 1
    known.save()
    log(known.case, action, by=by, appointment=str(known.pk))
    tell(known.case, LetterKind.APPOINTMENT, about=known.pk, version=known.sequence)
    return known
