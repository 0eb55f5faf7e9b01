"""Calendars that are asked again; each is read once, in the background, and the result is kept."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from cms.jobs.api import enqueue
from events.models import ExternalCalendar

from .comparing import compare
from .fetching import CalendarError, fetch
from .parsing import expand
from .taking import take

READ: Final = "events.read_calendar"
ASK: Final = "events.ask_calendar"
A_DAY: Final = timedelta(hours=23)


def read_later(calendar: ExternalCalendar) -> None:
    """Have what was fetched read in the background."""
    enqueue(READ, key=f"calendar:{calendar.pk}", calendar_id=calendar.pk)


def read(calendar_id: int, now: datetime | None = None) -> None:
    """Keep what a calendar holds, or why that cannot be told; what was known before then stays.

    What was fetched anew while this was reading is left for its own reading.
    """
    calendar = ExternalCalendar.objects.filter(pk=calendar_id).first()
    if calendar is None:
        return
    changes: dict[str, object]
    try:
        changes = {"found": expand(calendar.content, now or timezone.now()), "problem": ""}
    except CalendarError as error:
        changes = {"problem": str(error.text)[:300]}
    same = ExternalCalendar.objects.filter(pk=calendar_id, asked_at=calendar.asked_at)
    same.update(**changes)


def refresh(calendar: ExternalCalendar) -> None:
    """Ask the calendar's address again; what went wrong is kept with it."""
    try:
        calendar.content, calendar.problem = fetch(calendar.url), ""
    except CalendarError as error:
        calendar.problem = str(error.text)[:300]
    calendar.asked_at = timezone.now()
    calendar.save(update_fields=["content", "problem", "asked_at"])


def refresh_followed(now: datetime | None = None) -> int:
    """Have the followed calendars asked once a day, each by itself; return how many."""
    limit = (now or timezone.now()) - A_DAY
    due = ExternalCalendar.objects.filter(is_followed=True, asked_at__lt=limit).exclude(url="")
    found = list(due.values_list("pk", flat=True))
    for pk in found:
        enqueue(ASK, key=f"calendar:{pk}", calendar_id=pk)
    return len(found)


def follow(calendar_id: int) -> None:
    """Ask a followed calendar, read it, and take what is new."""
    calendar = ExternalCalendar.objects.filter(pk=calendar_id).exclude(url="").first()
    if calendar is None:
        return
    refresh(calendar)
    if not calendar.problem:
        read(calendar_id)
        take_all(calendar)


def take_all(calendar: ExternalCalendar) -> int:
    """Take every event that is new or changed; return how many."""
    calendar.refresh_from_db()
    if calendar.problem:
        return 0
    keys = [news.entry.key for news in compare(calendar) if news.is_to_take]
    for key in keys:
        take(calendar.pk, key)
    return len(keys)
