"""Calendars of others, whose events become draft activities."""

from .download import CalendarError, fetch, read_file
from .import_preview import CalendarChange, compare
from .importer import KIND, settle, take
from .parser import Entry, parse
from .proposals import DecidedError, decide, do_all, of_group, open_proposals, shown
from .subscriptions import (
    ASK,
    READ,
    TAKE,
    count_questions,
    follow,
    read,
    read_later,
    refresh,
    refresh_followed,
    take_all,
    take_on,
)

__all__ = [
    "ASK",
    "KIND",
    "READ",
    "TAKE",
    "CalendarChange",
    "CalendarError",
    "DecidedError",
    "Entry",
    "compare",
    "count_questions",
    "decide",
    "do_all",
    "fetch",
    "follow",
    "of_group",
    "open_proposals",
    "parse",
    "read",
    "read_file",
    "read_later",
    "refresh",
    "refresh_followed",
    "settle",
    "shown",
    "take",
    "take_all",
    "take_on",
]
