"""Which dates a reader asks for, and how their groups are right now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from events.enums import FAMILIES
from events.models.json_types import (
    ActivityDateJSON,
    ActivityJSON,
    DatedGroupJSON,
    GroupJSON,
    SignUpStateName,
)
from events.rules.window import sign_up_state

from .calendar import KnownActivities, KnownDate, KnownGroup, moment
from .places import Standing, free_places


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What narrows the list; None does not. Days are Warsaw's, both ends included."""

    first: date
    last: date
    kind: str | None = None
    county: str | None = None
    age: int | None = None
    level: str | None = None
    language: str | None = None
    is_free: bool = False

    def includes(self, group: KnownGroup) -> bool:
        """Tell whether a group fits, whatever the time and its places."""
        facts = group.json
        return (
            (self.kind is None or self.kind in (group.kind, FAMILIES[group.kind]))
            and (self.county is None or self.county == group.county)
            and (self.age is None or _fits_age(self.age, facts["age_from"], facts["age_to"]))
            and (self.level is None or self.level == facts["level"])
            and (self.language is None or self.language in facts["languages"])
        )


def choose(
    known: KnownActivities, choice: Choice, now: datetime, part: slice
) -> tuple[list[ActivityDateJSON], int]:
    """Return a part of the dates that fit, and how many fit altogether; one query."""
    fitting = {pk for pk, group in known.groups.items() if choice.includes(group)}
    standing: Mapping[int, Standing] = {}
    if choice.is_free:
        standing = free_places(fitting)
        fitting = {pk for pk in fitting if _is_free(known.groups[pk], standing[pk], now)}
    dates = [
        one
        for one in known.dates
        if choice.first <= one.day <= choice.last and one.group_id in fitting
    ]
    shown = dates[part]
    ids = {one.group_id for one in shown}
    standing = standing or free_places(ids)
    groups = {pk: represent_now(known.groups[pk], standing[pk], now) for pk in ids}
    return [_represent(one, groups, known) for one in shown], len(dates)


def describe(known: KnownActivities, activity_id: int, now: datetime) -> ActivityJSON | None:
    """Return an activity with its groups and all their dates, or None; one query."""
    if activity_id not in known.activities:
        return None
    groups = known.groups_of(activity_id)
    standing = free_places(group.json["id"] for group in groups)
    found: list[DatedGroupJSON] = [
        {
            **represent_now(group, standing[group.json["id"]], now),
            "dates": [one.json for one in _of(known.dates, group.json["id"])],
        }
        for group in groups
    ]
    return {**known.activities[activity_id], "groups": found}


def represent_now(group: KnownGroup, standing: Standing, now: datetime) -> GroupJSON:
    """Return a group with what depends on the time and on who signed up."""
    window = group.window
    closes_at = window.closes_at or window.first_start
    return {
        **group.json,
        "sign_up": {
            "state": cast("SignUpStateName", sign_up_state(window, now).value),
            "opens_at": moment(window.opens_at) if window.opens_at else None,
            "closes_at": moment(closes_at) if closes_at else None,
        },
        "places": {
            "capacity": standing.capacity,
            "free": 0 if standing.is_full else standing.free,
            "waiting": standing.waiting,
        },
    }


def _represent(
    one: KnownDate, groups: Mapping[int, GroupJSON], known: KnownActivities
) -> ActivityDateJSON:
    activity = known.activities[known.groups[one.group_id].activity_id]
    return {**one.json, "activity": activity, "group": groups[one.group_id]}


def _of(dates: Iterable[KnownDate], group_id: int) -> list[KnownDate]:
    return [one for one in dates if one.group_id == group_id]


def _is_free(group: KnownGroup, standing: Standing, now: datetime) -> bool:
    return not standing.is_full and sign_up_state(group.window, now) == "open"


def _fits_age(age: int, first: int | None, last: int | None) -> bool:
    return (first is None or first <= age) and (last is None or age <= last)
