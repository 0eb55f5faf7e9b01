"""Days and times as one writes them in a language, by Warsaw's clocks."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime, format_time

from cms.core.time_zone import WARSAW


def localised_day(day: date, code: str) -> str:
    """Return a day with its weekday."""
    return format_date(day, "EEEE, d MMMM y", locale=code)


def localised_span(starts_at: datetime, ends_at: datetime, code: str) -> str:
    """Return a day, when it begins and when it ends; both moments are aware."""
    start, end = starts_at.astimezone(WARSAW), ends_at.astimezone(WARSAW)
    begins = format_datetime(start, "EEEE, d MMMM y, HH:mm", locale=code)
    if start.date() == end.date():
        return f"{begins}–{format_time(end, 'HH:mm', locale=code)}"
    return f"{begins}–{format_datetime(end, 'EEEE, d MMMM y, HH:mm', locale=code)}"
