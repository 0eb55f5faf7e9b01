"""Months of the budget."""

from datetime import date, datetime

from cms.core.time_zone import WARSAW


def month_of(moment: datetime) -> date:
    """Return the first day of the month of an aware ``moment``, on Warsaw's calendar."""
    return moment.astimezone(WARSAW).date().replace(day=1)
