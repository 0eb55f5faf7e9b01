"""An activity's title and address, and dates, in a reader's language."""

from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_datetime, format_time
from django.conf import settings

from cms.core.representations.context import Reader
from cms.core.representations.visibility import Visibility
from cms.core.time_zone import WARSAW
from events.models import ActivityPage, Group, Occurrence, Registration


@dataclass(frozen=True, slots=True)
class Named:
    """A page as a reader knows it; ``lang`` is the language of the title."""

    title: str
    html_url: str
    lang: str


def named(activity: ActivityPage, code: str) -> Named:
    """Return the title and address of an activity for a reader, also while it is not public."""
    reader = Reader(code, Visibility.load())
    card = next(iter(reader.cards([activity])), None)
    if card is None:
        return Named(activity.title, f"{settings.SITE_URL}/{code}/activities/", "pl")
    return Named(card["title"], card["html_url"], card["lang"])


def localised_date(moment: datetime, code: str) -> str:
    """Return a day and time as one writes it in a language, Warsaw's clocks."""
    return format_datetime(moment, "EEEE, d MMMM y, HH:mm", tzinfo=WARSAW, locale=code)


def localised_span(occurrence: Occurrence, code: str) -> str:
    """Return a date with the time it ends."""
    start = occurrence.starts_at.astimezone(WARSAW)
    end = occurrence.ends_at.astimezone(WARSAW)
    if start.date() == end.date():
        until = format_time(end, "HH:mm", tzinfo=WARSAW, locale=code)
    else:
        until = localised_date(end, code)
    return f"{localised_date(start, code)}–{until}"


def address_of(group: Group) -> str:
    """Return where a group meets, in one line; empty when it is online or not known.

    A group that went online keeps its former address in its columns: nobody is sent there.
    """
    if group.is_online:
        return ""
    town = " ".join(filter(None, (group.postcode, group.city)))
    return ", ".join(filter(None, (group.place, group.street, town)))


def known_as(registration: Registration) -> str:
    """Return what the organiser knows a person by: a name, else an address or number."""
    known = registration.name or registration.email or registration.phone
    return known or f"#{registration.number}"
