"""What comes of a series before it is saved."""

from dataclasses import dataclass
from datetime import datetime

from cms.core.time_zone import WARSAW
from events.models import Series
from events.rules.recurrence import is_public_holiday, starts_of


@dataclass(frozen=True, slots=True)
class Preview:
    """When the dates of a series begin, and when they would but for public holidays."""

    days: list[datetime]
    skipped: list[datetime]


def upcoming(series: Series) -> Preview:
    """Return the dates that come of a series, on Warsaw's clocks. Raises RuleError."""
    everyday = starts_of(series.day, series.starts, series.rule, skips_public_holidays=False)
    local = [start.astimezone(WARSAW) for start in everyday]
    leaves_out = series.skips_public_holidays and bool(series.rule)
    skipped = [start for start in local if leaves_out and is_public_holiday(start.date())]
    return Preview([start for start in local if start not in skipped], skipped)
