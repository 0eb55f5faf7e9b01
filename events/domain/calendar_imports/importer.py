"""From events of a calendar to draft activities, by UID; again and again without doing harm."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cms.background.batches import ItemRefusedError, batch_kind
from cms.core import locales
from events.domain import registrations
from events.enums import Kind, Party
from events.models import (
    ActivityIndexPage,
    ActivityPage,
    ExternalCalendar,
    ImportedEvent,
)

from .download import CalendarError
from .event_identity import starts_of
from .import_preview import compare_one
from .parser import Entry
from .proposals import DecidedError, bring_dates

KIND: Final = "events.import"
NO_LIST: Final = _("There is no list of activities yet: add one below the Polish home page.")


@batch_kind(KIND, label=_("Importing a calendar"))
def _take_item(args: dict[str, int | str], _owner_id: int | None) -> None:
    try:
        take(int(args["calendar"]), str(args["key"]))
    except CalendarError as error:
        raise ItemRefusedError(error.text) from error


@transaction.atomic
def take(calendar_id: int, key: str, now: datetime | None = None) -> None:
    """Make a draft of an event, or bring what was made of it up to date.

    A text that people have edited since is left alone, and so is an activity they deleted. Raises
    CalendarError.
    """
    now = now or timezone.now()
    calendar = _locked(calendar_id)
    news = compare_one(calendar, key, now)
    if news is not None and news.is_to_take:
        _bring(calendar, news.entry, news.known, now)


@transaction.atomic
def settle(calendar_id: int, key: str, event_id: int | None, now: datetime | None = None) -> None:
    """Take an event that may be a known one: as that one, or without a key as a new one.

    Raises DecidedError where this is no question by now, and CalendarError.
    """
    now = now or timezone.now()
    calendar = _locked(calendar_id)
    news = compare_one(calendar, key, now)
    known = {one.pk: one for one in news.alike} if news else {}
    if news is None or news.what != "alike" or not (event_id is None or event_id in known):
        raise DecidedError
    _bring(calendar, news.entry, known[event_id] if event_id else None, now)


def _locked(calendar_id: int) -> ExternalCalendar:
    """Return the calendar; what is made waits for what is being made of other calendars."""
    calendar = ExternalCalendar.objects.select_for_update().get(pk=calendar_id)
    _index(is_locked=True)
    return calendar


def _bring(
    calendar: ExternalCalendar, entry: Entry, known: ImportedEvent | None, now: datetime
) -> None:
    if known is None:
        known = _begin(calendar, entry, now)
    elif (page := known.activity) is not None and entry.dates:
        known = _own(calendar, entry, known, now)
        _revise(page, entry)
    if known.group is not None:
        bring_dates(known, known.group, entry, now)
    _remember(known, calendar, entry, now)


def _own(
    calendar: ExternalCalendar, entry: Entry, known: ImportedEvent, now: datetime
) -> ImportedEvent:
    """Return what this calendar knows of an event that another one told of first."""
    if known.calendar_id == calendar.pk:
        return known
    return ImportedEvent.objects.create(
        calendar=calendar,
        uid=entry.uid,
        activity=known.activity,
        group=known.group,
        sequences=known.sequences,
        read_at=now,
    )


def _remember(
    known: ImportedEvent, calendar: ExternalCalendar, entry: Entry, now: datetime
) -> None:
    """Keep what was read last; a message raises what is known, a calendar says all of it."""
    known.sequences = (
        {**known.sequences, **entry.sequences} if entry.is_message else entry.sequences
    )
    if known.calendar_id == calendar.pk:
        known.uid, known.digest, known.read_at = entry.uid, entry.digest, now
        if entry.dates and entry.has_master:
            known.title, known.starts = entry.title, starts_of(entry)
    known.save()


def _begin(calendar: ExternalCalendar, entry: Entry, now: datetime) -> ImportedEvent:
    page = _draft(entry)
    group = registrations.open_group(
        page, capacity=0, by=None, name="A", is_public=False, place=entry.place
    )
    return ImportedEvent.objects.create(
        calendar=calendar, uid=entry.uid, activity=page, group=group, read_at=now
    )


def _index(*, is_locked: bool = False) -> ActivityIndexPage | None:
    indexes: QuerySet[ActivityIndexPage] = ActivityIndexPage.objects.filter(
        locale__language_code=locales.SOURCE
    )
    return (indexes.select_for_update() if is_locked else indexes).first()


def _draft(entry: Entry) -> ActivityPage:
    index = _index()
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
    """Write a new draft, unless nothing is new in it or somebody has worked on the text."""
    latest = page.latest_revision
    if latest is not None and latest.user_id is not None:
        return
    draft = page.get_latest_revision_as_object()
    before = (draft.title, [block["value"] for block in draft.body.raw_data])
    _write(draft, entry)
    if before != (draft.title, [str(block.value) for block in draft.body]):
        draft.save_revision()


def _write(page: ActivityPage, entry: Entry) -> None:
    page.title = entry.title
    blocks = [{"type": "rich_text", "value": _html(entry.text)}] if entry.text.strip() else []
    page.body = page.body.stream_block.to_python(blocks)


def _html(text: str) -> str:
    """Return plain text as paragraphs: what others wrote is text, never markup; lines stay."""
    parts = [escape(part.strip()) for part in text.split("\n\n") if part.strip()]
    return "".join(f"<p>{part}</p>".replace("\n", "<br/>") for part in parts)


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
