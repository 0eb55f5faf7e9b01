"""The public dates as entries of a calendar."""

from django.utils import timezone

from events.enums import Kind
from events.models.json_types import ActivityPlaceJSON

from .activity_cache import ActivityCache, CachedOccurrence
from .filters import OccurrenceFilters, fitting_groups
from .ics import Entry, uid_of


def entries(
    known: ActivityCache,
    choice: OccurrenceFilters,
    *,
    activity: int | None = None,
    group: int | None = None,
    date: str | None = None,
) -> list[Entry]:
    """Return the dates that fit, in the order of time, in the language that is active.

    A date asked for by its id is found whenever it is.
    """
    fitting, _standing = fitting_groups(known, choice, timezone.now())
    return [
        _entry(one, known)
        for one in known.dates
        if (one.json["id"] == date if date else one.is_within(choice.first, choice.last))
        and group in (None, one.group_id)
        and activity in (None, known.groups[one.group_id].activity_id)
        and one.group_id in fitting
    ]


def name_of(known: ActivityCache, activity: int | None) -> str:
    """Return the title of an activity, empty when there is none."""
    card = known.activities.get(activity or 0)
    return card["title"] if card else ""


def _entry(one: CachedOccurrence, known: ActivityCache) -> Entry:
    group = known.groups[one.group_id]
    card, facts = known.activities[group.activity_id], group.json
    place = facts["place"]
    latitude, longitude = (place["latitude"], place["longitude"]) if place else (None, None)
    is_off = one.is_cancelled or group.window.is_cancelled
    return Entry(
        uid=uid_of(one.json["id"]),
        sequence=one.json["sequence"],
        is_cancelled=is_off,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        changed_at=one.changed_at,
        title=f"{card['title']} ({facts['name']})",
        lang=card["lang"],
        url=card["html_url"],
        location=_address(place) if place else "",
        category=str(Kind(group.kind).label),
        geo=None if latitude is None or longitude is None else (latitude, longitude),
    )


def _address(place: ActivityPlaceJSON) -> str:
    town = f"{place['postcode']} {place['city']}".strip()
    return ", ".join(filter(None, (place["name"], place["street"], town)))
