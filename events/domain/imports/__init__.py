"""Calendars of others, whose events become draft activities."""

from .fetching import CalendarError, fetch, read_file
from .parsing import Entry, parse
from .taking import KIND, News, compare, refresh, refresh_followed, take, take_all

__all__ = [
    "KIND",
    "CalendarError",
    "Entry",
    "News",
    "compare",
    "fetch",
    "parse",
    "read_file",
    "refresh",
    "refresh_followed",
    "take",
    "take_all",
]
