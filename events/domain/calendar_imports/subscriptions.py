"""Calendars that are asked again; each is read once, in the background, and the result is kept."""

import time
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from cms.background.jobs.api import enqueue
from events.models import ExternalCalendar

from .download import CalendarError, fetch
from .import_preview import compare
from .importer import take
from .parser import expand

READ: Final = "events.read_calendar"
ASK: Final = "events.ask_calendar"
TAKE: Final = "events.take_calendar"
SLICE_SECONDS: Final = 20  # A job has a minute; what is left after this goes to the next one.
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


def take_all(calendar: ExternalCalendar, after: str = "") -> int:
    """Take every event that is new or changed, in the order of their keys; return how many.

    What does not fit into the time of a job is left to the next one: it begins ``after`` the key
    that was taken last.
    """
    calendar.refresh_from_db()
    if calendar.problem:
        return 0
    deadline = time.monotonic() + SLICE_SECONDS
    keys = sorted(news.entry.key for news in compare(calendar) if news.is_to_take)
    keys = [key for key in keys if key > after]
    for done, key in enumerate(keys, 1):
        take(calendar.pk, key)
        if time.monotonic() > deadline and done < len(keys):
            enqueue(TAKE, key=f"calendar:{calendar.pk}", calendar_id=calendar.pk, after=key)
            return done
    count_questions(calendar)
    return len(keys)


def count_questions(calendar: ExternalCalendar) -> None:
    """Keep how many events of a calendar wait for people to say whether they are known ones."""
    count = sum(news.what == "alike" for news in compare(calendar))
    ExternalCalendar.objects.filter(pk=calendar.pk).update(questions=count)


def take_on(calendar_id: int, after: str) -> None:
    """Go on with taking what an earlier job did not come to."""
    calendar = ExternalCalendar.objects.filter(pk=calendar_id).first()
    if calendar is not None:
        take_all(calendar, after)
