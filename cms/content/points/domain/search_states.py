"""How points among the results of a search are at this moment."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from cms.search.domain.json_types import HitStateJSON

from .directory import directory
from .filters import PointQuery, choose


def search_states(ids: Collection[int], locale: str, version: int) -> Mapping[int, HitStateJSON]:
    """Return the states of points by the id of their source page, from memory."""
    points = (directory(locale, version).find(pk) for pk in ids)
    answer = choose([point for point in points if point], PointQuery(), timezone.now())
    return {
        point["id"]: {
            "state": point["opening"]["state"],
            "until": point["opening"]["until"],
            "next": point["opening"]["next"],
        }
        for point in answer.points
    }
