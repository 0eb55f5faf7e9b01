"""Meetings with the sender, and their calendar file (RFC 5545)."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from icalendar import Calendar, Event

from cms.background.outbox import contact_details
from cms.cases.enums import OPEN_STATES, Action, Meeting
from cms.cases.models import Appointment, Case
from cms.core.time_zone import WARSAW
from cms.users.models import User

from .audit_log import locked, log
from .errors import ClosedError
from .notifications import LetterKind, tell
from .read_markers import NOTHING, check_joined_seen


@transaction.atomic
def make(
    case_id: UUID,
    *,
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    seen: int = NOTHING,
) -> Appointment:
    """Make an appointment: the row, log, a letter with a calendar file.

    Raises ClosedError, and UnseenJoinedError if a case was joined with it after line ``seen`` of
    the log: its sender would have the appointment, too.
    """
    case = locked(case_id)
    check_joined_seen(case, seen)
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
    seen: int = NOTHING,
) -> Appointment:
    """Change an appointment, also one that was cancelled: the row, log, a letter.

    Raises as :func:`make`.
    """
    known = _locked(appointment_id)
    check_joined_seen(known.case, seen)
    if (known.case.merged_into or known.case).state not in OPEN_STATES:
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


def coming(case: Case) -> QuerySet[Appointment]:
    """Return what is still to come, of the case itself."""
    return case.appointments.filter(is_cancelled=False, starts_at__gt=timezone.now())


def of_all(case: Case) -> QuerySet[Appointment]:
    """Return the appointments of a case and of those joined with it, in their order."""
    found = Appointment.objects.filter(Q(case=case) | Q(case__merged_into=case))
    return found.select_related("case")


def cancel_coming(case: Case, *, by: User | None = None) -> None:
    """Cancel what is to come of a locked case that ends, and of those joined with it.

    Each is a line of the log and a letter.
    """
    for each in (case, *case.merged.all()):
        for known in coming(each):
            known.case, known.is_cancelled = each, True
            _changed(known, Action.APPOINTMENT_CANCELLED, by)


def is_off(appointment: Appointment, case: Case) -> bool:
    """Tell whether a case's sender has it no longer: it is cancelled, or not theirs any more."""
    return appointment.is_cancelled or appointment.case_id not in {case.pk, case.merged_into_id}


def calendar_of(appointment: Appointment, case: Case, *, attendee: str = "") -> bytes:
    """Return an iCalendar file for a case's sender; a later one replaces it by its SEQUENCE.

    For an ``attendee`` it asks their calendar to take, follow and strike out the meeting (RFC 5546,
    3.2.2 and 3.2.5); without one, as a download, it publishes what stands.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//PL")
    calendar.add("version", "2.0")
    on = "REQUEST" if attendee else "PUBLISH"
    calendar.add("method", "CANCEL" if is_off(appointment, case) else on)
    calendar.add_component(_event(appointment, case, attendee))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _event(appointment: Appointment, case: Case, attendee: str) -> Event:
    is_theirs = appointment.case_id in {case.pk, case.merged_into_id}
    event = Event()
    event.add("organizer", f"mailto:{contact_details.organizer()}")
    if attendee:
        event.add("attendee", f"mailto:{attendee}", parameters={"RSVP": "FALSE"})
    event.add("uid", f"{appointment.pk}@{settings.SITE_URL.partition('://')[2]}")
    event.add("sequence", appointment.sequence + (not is_theirs))
    event.add("dtstamp", timezone.now())
    event.add("dtstart", appointment.starts_at.astimezone(WARSAW))
    event.add("dtend", appointment.ends_at.astimezone(WARSAW))
    summary = f"{settings.WAGTAIL_SITE_NAME}: {appointment.get_meeting_display()}"
    event.add("summary", summary)
    event.add("status", "CANCELLED" if is_off(appointment, case) else "CONFIRMED")
    if appointment.place:
        event.add("location", appointment.place)
    return event


def _locked(appointment_id: UUID) -> Appointment:
    """Return an appointment under the lock of its case."""
    case_id = Appointment.objects.values_list("case_id", flat=True).get(pk=appointment_id)
    case = locked(case_id)
    known = Appointment.objects.get(pk=appointment_id)
    known.case = case
    return known


def _changed(known: Appointment, action: Action, by: User | None) -> Appointment:
    known.sequence += 1
    known.save()
    log(known.case, action, by=by, appointment=str(known.pk))
    tell(known.case, LetterKind.APPOINTMENT, about=known.pk, version=known.sequence)
    return known
