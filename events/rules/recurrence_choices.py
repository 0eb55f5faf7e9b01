"""Recurrence rules as organisers choose them, and back.

Organisers choose from a few ways to repeat; the rule they become is the value of an RRULE
(RFC 5545, 3.8.5.3). A rule that says more than can be chosen, as imported ones may, is kept as it
is and shown as its text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from events.enums import Repeat

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS_A_WEEK: Final = 7
WEEKS_COUNTED: Final = 4  # The fifth Monday is not in every month: it becomes the last.
LAST: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceChoice:
    """How dates repeat; ``weekdays`` count from Monday = 0. One of ``until`` and ``count``."""

    repeat: Repeat
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None


def as_rule(choice: RecurrenceChoice, first_day: date) -> str:
    """Return the RRULE's value for a choice, empty for a single date.

    ``until`` is the last day on which a date may begin, by Warsaw's clocks.
    """
    if choice.repeat == Repeat.ONCE:
        return ""
    parts = _HOW[choice.repeat](choice, first_day)
    if choice.interval > 1:
        parts.append(f"INTERVAL={choice.interval}")
    if choice.until:
        parts.append(f"UNTIL={choice.until:%Y%m%d}T235959")
    elif choice.count:
        parts.append(f"COUNT={choice.count}")
    return ";".join(parts)


def from_rule(rule: str, first_day: date) -> RecurrenceChoice | None:
    """Return the choice that makes this rule, or None when none does."""
    if not rule:
        return RecurrenceChoice(repeat=Repeat.ONCE)
    parts = _parts(rule)
    repeat = _repeat(parts)
    if repeat is None:
        return None
    try:
        choice = RecurrenceChoice(
            repeat=repeat,
            interval=int(parts.get("INTERVAL", "1")),
            weekdays=_weekdays(parts, first_day) if repeat == Repeat.WEEKLY else (),
            until=_until(parts.get("UNTIL", "")),
            count=int(parts["COUNT"]) if "COUNT" in parts else None,
        )
    except ValueError:
        return None
    made = _essence(_parts(as_rule(choice, first_day)), first_day)
    return choice if made == _essence(parts, first_day) else None


def week_of_month(day: date) -> int:
    """Return which of its weekday in the month ``day`` is: 1 to 4, or -1 for the last."""
    week = (day.day - 1) // DAYS_A_WEEK + 1
    return week if week <= WEEKS_COUNTED else LAST


def _weekly(choice: RecurrenceChoice, first_day: date) -> list[str]:
    days = sorted({*choice.weekdays} or {first_day.weekday()})
    return ["FREQ=WEEKLY", "BYDAY=" + ",".join(DAYS[day] for day in days)]


def _by_weekday(_choice: RecurrenceChoice, first_day: date) -> list[str]:
    return ["FREQ=MONTHLY", f"BYDAY={week_of_month(first_day)}{DAYS[first_day.weekday()]}"]


def _by_day(_choice: RecurrenceChoice, first_day: date) -> list[str]:
    return ["FREQ=MONTHLY", f"BYMONTHDAY={first_day.day}"]


_HOW: Final[dict[Repeat, Callable[[RecurrenceChoice, date], list[str]]]] = {
    Repeat.DAILY: lambda _choice, _first_day: ["FREQ=DAILY"],
    Repeat.WEEKLY: _weekly,
    Repeat.MONTH_WEEKDAY: _by_weekday,
    Repeat.MONTH_DAY: _by_day,
}


def _repeat(parts: dict[str, str]) -> Repeat | None:
    if parts.get("FREQ") == "MONTHLY":
        return Repeat.MONTH_WEEKDAY if "BYDAY" in parts else Repeat.MONTH_DAY
    return {"DAILY": Repeat.DAILY, "WEEKLY": Repeat.WEEKLY}.get(parts.get("FREQ", ""))


def _weekdays(parts: dict[str, str], first_day: date) -> tuple[int, ...]:
    named = parts.get("BYDAY", DAYS[first_day.weekday()])
    return tuple(DAYS.index(day) for day in named.split(","))


def _until(text: str) -> date | None:
    if not text:
        return None
    return datetime.strptime(re.sub(r"T\d{6}Z?$", "", text), "%Y%m%d").date()  # noqa: DTZ007  A day.


def _parts(rule: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in rule.upper().split(";"))


def _essence(parts: dict[str, str], first_day: date) -> dict[str, object]:
    """Return what a rule says, whichever way it is written; the days of ``until`` aside."""
    essence: dict[str, object] = {"INTERVAL": "1"}
    if parts.get("FREQ") == "WEEKLY":
        essence["BYDAY"] = DAYS[first_day.weekday()]
    elif parts.get("FREQ") == "MONTHLY" and "BYDAY" not in parts:
        essence["BYMONTHDAY"] = str(first_day.day)
    essence |= {name: value for name, value in parts.items() if name not in ("UNTIL", "WKST")}
    return {name: sorted(str(value).split(",")) for name, value in essence.items()}
