"""Calendars of others, whose events become draft activities."""

from .comparing import News, compare
from .fetching import CalendarError, fetch, read_file
from .following import (
    ASK,
    READ,
    TAKE,
    follow,
    read,
    read_later,
    refresh,
    refresh_followed,
    take_all,
    take_on,
)
from .parsing import Entry, parse
from .proposing import DecidedError, decide, do_all, of_group, open_proposals
from .taking import KIND, take

__all__ = [
    "ASK",
    "KIND",
    "READ",
    "TAKE",
    "CalendarError",
    "DecidedError",
    "Entry",
    "News",
    "compare",
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
    "take",
    "take_all",
    "take_on",
]
