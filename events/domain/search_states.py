"""Whether activities among the results of a search have dates to come."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from cms.search.domain.json_types import HitStateJSON

from .activity_cache import cached_activities


def search_states(ids: Collection[int], locale: str, version: int) -> Mapping[int, HitStateJSON]:
    """Return the states of activities by the id of their source page, from memory."""
    known, now = cached_activities(locale, version), timezone.now()
    found: dict[int, HitStateJSON] = {}
    for one in known.dates:  # In the order of time: the first that is to come is the next.
        activity = known.groups[one.group_id].activity_id
        if activity not in ids or one.is_cancelled:
            continue
        if one.ends_at <= now:
            found[activity] = {"state": "over", "until": None, "next": None}
        elif activity not in found or found[activity]["state"] == "over":
            found[activity] = {"state": "upcoming", "until": None, "next": one.json["starts_at"]}
    return found
