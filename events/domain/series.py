"""Series in words, and which dates come of one before it is saved."""

from datetime import date, time, timedelta
from typing import Final

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.enums import Repeat
from events.models import Series
from events.rules.recurrence_choices import LAST, RecurrenceChoice, from_rule, week_of_month

MINUTES_AN_HOUR: Final = 60


def described(series: Series) -> str:
    """Return when a series meets, in words and by Warsaw's clocks."""
    hours = f"{series.starts:%H:%M}–{_end(series):%H:%M}"
    choice = from_rule(series.rule, series.day)
    if choice is None:
        text = _("%(hours)s, from %(day)s, by the rule %(rule)s")
        return text % {"hours": hours, "day": _day(series.day), "rule": series.rule}
    if choice.repeat == Repeat.ONCE:
        return f"{_day(series.day)}, {hours}"
    first = _("from %(day)s") % {"day": _day(series.day)}
    return "; ".join([f"{_how(choice, series.day)}, {hours}", first, _until(choice)])


def _how(choice: RecurrenceChoice, first_day: date) -> str:
    numbers = {"count": choice.interval}
    if choice.repeat == Repeat.DAILY:
        return ngettext("every day", "every %(count)d days", choice.interval) % numbers
    if choice.repeat == Repeat.WEEKLY:
        often = ngettext("every week", "every %(count)d weeks", choice.interval) % numbers
        return f"{often}: {', '.join(str(WEEKDAYS[day]) for day in choice.weekdays)}"
    often = ngettext("every month", "every %(count)d months", choice.interval) % numbers
    return f"{often}: {_of_month(choice, first_day)}"


def _of_month(choice: RecurrenceChoice, first_day: date) -> str:
    if choice.repeat == Repeat.MONTH_DAY:
        return _("on day %(number)d") % {"number": first_day.day}
    name, week = str(WEEKDAYS[first_day.weekday()]), week_of_month(first_day)
    if week == LAST:
        return _("%(weekday)s, the last of the month") % {"weekday": name}
    text = _("%(weekday)s, number %(week)d of the month")
    return text % {"weekday": name, "week": week}


def _until(choice: RecurrenceChoice) -> str:
    if choice.until:
        return _("until %(day)s") % {"day": _day(choice.until)}
    if choice.count:
        text = ngettext("%(count)d date", "%(count)d dates", choice.count)
        return text % {"count": choice.count}
    return _("without an end")


def _day(day: date) -> str:
    return date_format(day, "D j E Y")


def _end(series: Series) -> time:
    minutes = series.starts.hour * MINUTES_AN_HOUR + series.starts.minute + series.minutes
    passed = timedelta(minutes=minutes) % timedelta(days=1)
    hour, minute = divmod(passed.seconds // 60, MINUTES_AN_HOUR)
    return time(hour, minute)
