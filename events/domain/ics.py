"""Dates as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from icalendar import Calendar, Event, vDuration, vText

from cms.core.time_zone import WARSAW
from events.enums import Kind, OccurrenceState
from events.models import Group, Occurrence, Registration

from .display_names import address_of, named

PRODUCT: Final = "-//Wspolna Sprawa//Activities//EN"
ASK_AGAIN: Final = timedelta(hours=6)
A_YEAR: Final = timedelta(days=366)
LATEST: Final = date(2200, 1, 1)  # Clocks change by rules that nobody knows beyond it.


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One date as a calendar shows it. Moments are UTC, coordinates degrees WGS 84.

    ``organiser`` is an e-mail address, which only what is cancelled has to name.
    """

    uid: str
    sequence: int
    is_cancelled: bool
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    title: str
    lang: str
    url: str
    location: str
    category: str
    geo: tuple[float, float] | None = None
    organiser: str = ""


def serialise(entries: Iterable[Entry], *, name: str, method: str = "PUBLISH") -> bytes:
    """Return a calendar of entries; clients are asked to come back every six hours.

    ``method``: programs strike out what they have only on CANCEL (RFC 5546, 3.2.5).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", WARSAW.key)
    calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    shown = list(entries)
    for entry in shown:
        calendar.add_component(_event(entry))
    if shown:
        first = min(min(entry.starts_at for entry in shown).date(), LATEST)
        last = min(max(entry.ends_at for entry in shown).date(), LATEST)
        calendar.add_missing_timezones(first - A_YEAR, last + A_YEAR)
    return bytes(calendar.to_ical())


def calendar_of(registration: Registration) -> bytes:
    """Return the dates of a registration's group, cancelled ones as such."""
    coming = Occurrence.objects.filter(group=registration.group_id, ends_at__gt=timezone.now())
    return _calendar(registration, registration.group, coming)


def publication(registration: Registration) -> bytes:
    """Return the dates to come that take place, for a letter; empty when there are none."""
    return _calendar(registration, registration.group, coming_dates(registration.group_id))


def cancellation(registration: Registration, group: Group, dates: Iterable[Occurrence]) -> bytes:
    """Return what strikes dates out of the reader's calendar; empty when there are none."""
    return _calendar(registration, group, dates, is_off=True)


def coming_dates(group_id: int) -> QuerySet[Occurrence]:
    """Return the dates of a group that are not over and take place."""
    dates = Occurrence.objects.filter(group=group_id, ends_at__gt=timezone.now())
    return dates.exclude(state=OccurrenceState.CANCELLED)


def _calendar(
    registration: Registration, group: Group, dates: Iterable[Occurrence], *, is_off: bool = False
) -> bytes:
    activity = named(group.activity, registration.locale)
    entries = [
        entry_of(one, group, title=activity.title, lang=activity.lang, url=activity.html_url)
        for one in dates
    ]
    if not is_off:
        return serialise(entries, name=activity.title) if entries else b""
    struck = [
        replace(entry, is_cancelled=True, organiser=group.activity.email) for entry in entries
    ]
    return serialise(struck, name=activity.title, method="CANCEL") if struck else b""


def entry_of(occurrence: Occurrence, group: Group, *, title: str, lang: str, url: str) -> Entry:
    """Return a date of a group; ``title`` and ``url`` are the activity's for the reader."""
    return Entry(
        uid=uid_of(str(occurrence.uid)),
        sequence=occurrence.sequence,
        is_cancelled=occurrence.state == OccurrenceState.CANCELLED,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        changed_at=occurrence.changed_at,
        title=f"{title} ({group.name})" if group.name else title,
        lang=lang,
        url=url,
        location=address_of(group),
        category=str(Kind(group.activity.kind).label),
        geo=_geo(group),
    )


def _geo(group: Group) -> tuple[float, float] | None:
    """Return where people meet; None online, and where no place is known."""
    if group.is_online or group.latitude is None or group.longitude is None:
        return None
    return group.latitude, group.longitude


def uid_of(uid: str) -> str:
    """Return the globally unique id of a date: the same in every language and at every time."""
    return f"{uid}@{urlsplit(settings.SITE_URL).hostname}"


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.starts_at.astimezone(WARSAW))
    event.add("dtend", entry.ends_at.astimezone(WARSAW))
    summary = vText(entry.title)
    summary.params["LANGUAGE"] = entry.lang
    event.add("summary", summary)
    event.add("url", entry.url)
    if entry.organiser:
        event.add("organizer", f"mailto:{entry.organiser}")
    event.add("categories", [entry.category])
    if entry.location:
        event.add("location", entry.location)
    if entry.geo is not None:
        event.add("geo", entry.geo)
    return event
