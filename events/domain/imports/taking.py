"""From events of a calendar to draft activities, by UID; again and again without doing harm."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cms.core import locales
from cms.core.batches import ItemRefused, batch_kind
from events.domain import dates, places
from events.enums import Kind, OccurrenceState, Party
from events.models import (
    ActivityIndexPage,
    ActivityPage,
    ExternalCalendar,
    Group,
    ImportedEvent,
    Occurrence,
)

from .fetching import CalendarError, fetch
from .parsing import Entry, parse

KIND: Final = "events.import"
A_DAY: Final = timedelta(hours=23)
NO_LIST: Final = _("There is no list of activities yet: add one below the Polish home page.")


@dataclass(frozen=True, slots=True)
class News:
    """An event and what taking it would do: “new”, “changed”, “same”, or “odd” for a fault."""

    entry: Entry
    what: str


def compare(calendar: ExternalCalendar, now: datetime | None = None) -> list[News]:
    """Return what taking each event would do. Raises CalendarError."""
    known = dict(calendar.events.values_list("uid", "digest"))
    entries = parse(calendar.content, now or timezone.now())
    return [News(entry, _what(entry, known.get(entry.uid))) for entry in entries]


def _what(entry: Entry, digest: str | None) -> str:
    if entry.fault or (entry.is_cancelled and digest is None):
        return "odd"
    if digest is None:
        return "new"
    return "same" if digest == entry.digest else "changed"


def refresh(calendar: ExternalCalendar) -> None:
    """Ask the calendar's address again; what went wrong is kept with it."""
    try:
        calendar.content, calendar.problem = fetch(calendar.url), ""
    except CalendarError as error:
        calendar.problem = str(error.text)[:300]
    calendar.asked_at = timezone.now()
    calendar.save()


def refresh_followed(now: datetime | None = None) -> int:
    """Ask the followed calendars once a day, and take what is new; return how many were asked."""
    limit = (now or timezone.now()) - A_DAY
    due = ExternalCalendar.objects.filter(is_followed=True, asked_at__lt=limit).exclude(url="")
    calendars = list(due)
    for calendar in calendars:
        refresh(calendar)
        if not calendar.problem:
            take_all(calendar)
    return len(calendars)


def take_all(calendar: ExternalCalendar) -> int:
    """Take every event that is new or changed; return how many."""
    try:
        keys = [news.entry.key for news in compare(calendar) if news.what in {"new", "changed"}]
    except CalendarError as error:
        ExternalCalendar.objects.filter(pk=calendar.pk).update(problem=str(error.text)[:300])
        return 0
    for key in keys:
        take(calendar.pk, key)
    return len(keys)


@batch_kind(KIND, label=_("Importing a calendar"))
def _take_item(args: dict[str, int | str], _owner_id: int | None) -> None:
    try:
        take(int(args["calendar"]), str(args["key"]))
    except CalendarError as error:
        raise ItemRefused(error.text) from error


@transaction.atomic
def take(calendar_id: int, key: str, now: datetime | None = None) -> None:
    """Make a draft of an event, or bring what was made of it up to date.

    A text that people have edited since is left alone, and so is an activity they deleted. Raises
    CalendarError.
    """
    now = now or timezone.now()
    calendar = ExternalCalendar.objects.select_for_update().get(pk=calendar_id)
    news = next((each for each in compare(calendar, now) if each.entry.key == key), None)
    if news is None or news.what in {"odd", "same"}:
        return
    entry = news.entry
    known = calendar.events.filter(uid=entry.uid).select_related("activity", "group").first()
    if known is None:
        page = _draft(entry)
        group = places.open_group(
            page, capacity=0, by=None, name="A", is_public=False, place=entry.place
        )
        known = ImportedEvent(calendar=calendar, uid=entry.uid, activity=page, group=group)
    elif known.activity is not None:
        _revise(known.activity, entry)
    if known.group is not None:
        _set_dates(known.group, entry, now)
    known.digest, known.read_at = entry.digest, now
    known.save()


def _draft(entry: Entry) -> ActivityPage:
    index = ActivityIndexPage.objects.filter(locale__language_code=locales.SOURCE).first()
    if index is None:
        raise CalendarError(NO_LIST)
    page = ActivityPage(
        kind=Kind.OTHER, party=Party.ADULT, live=False, slug=_free_slug(index, entry)
    )
    _write(page, entry)
    index.add_child(instance=page)
    page.save_revision()
    return page


def _revise(page: ActivityPage, entry: Entry) -> None:
    """Write a new draft, unless somebody has worked on the text."""
    latest = page.latest_revision
    if latest is not None and latest.user_id is not None:
        return
    draft = page.get_latest_revision_as_object()
    _write(draft, entry)
    draft.save_revision()


def _write(page: ActivityPage, entry: Entry) -> None:
    page.title = entry.title
    blocks = [{"type": "rich_text", "value": _html(entry.text)}] if entry.text.strip() else []
    page.body = page.body.stream_block.to_python(blocks)


def _html(text: str) -> str:
    """Return plain text as paragraphs: what others wrote is text, never markup."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)


def _free_slug(index: ActivityIndexPage, entry: Entry) -> str:
    base = slugify(entry.title)[:60] or "zajecia"
    taken = set(index.get_children().values_list("slug", flat=True))
    return next(slug for slug in _slugs(base) if slug not in taken)


def _slugs(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _set_dates(group: Group, entry: Entry, now: datetime) -> None:
    """Bring the coming dates to those of the event; who signed up is told of what changes."""
    wanted = {} if entry.is_cancelled else dict(entry.dates)
    coming = {
        one.original_start: one
        for one in group.occurrences.filter(series=None, original_start__gt=now)
    }
    for start, end in wanted.items():
        if start not in coming:
            Occurrence.objects.create(
                group=group, original_start=start, starts_at=start, ends_at=end
            )
        elif coming[start].state == OccurrenceState.PLANNED and coming[start].ends_at != end:
            dates.move_date(coming[start].pk, start, end, by=None)
    for start, one in coming.items():
        if start in wanted or one.state != OccurrenceState.PLANNED:
            continue
        if group.registrations.exists() or one.attendance.exists():
            dates.cancel_date(one.pk, by=None)
        else:
            one.delete()
