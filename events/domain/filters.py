"""Which dates a reader asks for, and how their groups are right now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, cast

from events.models.json_types import (
    ActivityDateJSON,
    ActivityJSON,
    DatedGroupJSON,
    GroupJSON,
    SignUpStateName,
)
from events.rules.sign_up_window import next_change, sign_up_state

from .activity_cache import ActivityCache, CachedGroup, CachedOccurrence, moment
from .registrations import Availability, availability_of

# Places are taken at any moment; whoever keeps an answer asks again after this.
FRESH: Final = timedelta(seconds=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceFilters:
    """What narrows the list. Days are Warsaw's, both ends included."""

    first: date
    last: date
    conditions: tuple[Callable[[CachedGroup], bool], ...] = ()
    is_free: bool = False

    def includes(self, group: CachedGroup) -> bool:
        """Tell whether a group fits, whatever the time and its places."""
        return all(is_met(group) for is_met in self.conditions)


@dataclass(frozen=True, slots=True)
class FilteredDates:
    """A part of the dates that fit, how many fit altogether, and until when that is true."""

    items: list[ActivityDateJSON]
    count: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Described:
    """An activity with its groups and all their dates, and until when that is true."""

    activity: ActivityJSON
    until: datetime


def choose(
    known: ActivityCache, choice: OccurrenceFilters, now: datetime, part: slice
) -> FilteredDates:
    """Return a part of the dates that fit; one query."""
    until = _holds_until((one for one in known.groups.values() if choice.includes(one)), now)
    fitting, standing = fitting_groups(known, choice, now)
    dates = [
        one
        for one in known.dates
        if one.is_within(choice.first, choice.last) and one.group_id in fitting
    ]
    shown = dates[part]
    ids = {one.group_id for one in shown}
    standing = standing or availability_of(ids)
    # What is kept in memory may be a moment older than a group's end: without places it is none.
    groups = {pk: represent_now(fitting[pk], standing[pk], now) for pk in ids & standing.keys()}
    items = [_represent(one, groups, known) for one in shown if one.group_id in groups]
    return FilteredDates(items, len(dates), until)


def fitting_groups(
    known: ActivityCache, choice: OccurrenceFilters, now: datetime
) -> tuple[dict[int, CachedGroup], Mapping[int, Availability]]:
    """Return the groups that fit by id; with their places, by a query, if some have to be free."""
    fitting = {pk: group for pk, group in known.groups.items() if choice.includes(group)}
    if not choice.is_free:
        return fitting, {}
    standing = availability_of(fitting)
    free = {pk: fitting[pk] for pk in standing if _is_free(fitting[pk], standing[pk], now)}
    return free, standing


def describe(known: ActivityCache, activity_id: int, now: datetime) -> Described | None:
    """Return an activity with its groups and all their dates, or None; one query."""
    if activity_id not in known.activities:
        return None
    groups = known.groups_of(activity_id)
    standing = availability_of(group.json["id"] for group in groups)
    found: list[DatedGroupJSON] = [
        {
            **represent_now(group, standing[group.json["id"]], now),
            "dates": [one.json for one in _of(known.dates, group.json["id"])],
        }
        for group in groups
        if group.json["id"] in standing
    ]
    activity: ActivityJSON = {**known.activities[activity_id], "groups": found}
    return Described(activity, _holds_until(groups, now))


def represent_now(group: CachedGroup, standing: Availability, now: datetime) -> GroupJSON:
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
            "free": _free(group, standing),
            "waiting": standing.waiting,
        },
    }


def _represent(
    one: CachedOccurrence, groups: Mapping[int, GroupJSON], known: ActivityCache
) -> ActivityDateJSON:
    activity = known.activities[known.groups[one.group_id].activity_id]
    return {**one.json, "activity": activity, "group": groups[one.group_id]}


def _of(dates: Iterable[CachedOccurrence], group_id: int) -> list[CachedOccurrence]:
    return [one for one in dates if one.group_id == group_id]


def _is_free(group: CachedGroup, standing: Availability, now: datetime) -> bool:
    return _free(group, standing) > 0 and sign_up_state(group.window, now) == "open"


def _free(group: CachedGroup, standing: Availability) -> int:
    """Return how many places are left; none where whoever comes now has to wait for others.

    Where the organiser decides everybody waits, and who waits is in nobody's way.
    """
    if standing.is_full and not group.json["is_moderated"]:
        return 0
    return standing.free


def _holds_until(groups: Iterable[CachedGroup], now: datetime) -> datetime:
    """Return when sign-up opens, closes or ends next for any of the groups, or soon."""
    changes = (next_change(group.window, now) for group in groups)
    return min([now + FRESH, *(change for change in changes if change is not None)])
