"""All public points in one language, kept in memory as long as the content stays the same."""

from dataclasses import dataclass
from typing import Any, Final

from wagtail.models import Page

from cms.content.points.models.filters import public_points
from cms.content.points.models.json_types import FactsJSON
from cms.content.points.models.serializers import represent_facts, schedule_of, service_names
from cms.content.points.models.services import Service
from cms.content.points.rules.schedule import Schedule
from cms.core import locales
from cms.core.collation import sort_key
from cms.core.content_version import VersionedCache
from cms.core.representations.cards import PageCardJSON
from cms.core.representations.context import Reader
from cms.core.representations.visibility import Visibility


class ListedPointJSON(PageCardJSON, FactsJSON):
    """A point without what depends on the time; ``id`` is the source page's."""


@dataclass(frozen=True, slots=True)
class CachedPoint:
    """A public point: its JSON, and what it is chosen by."""

    json: ListedPointJSON
    schedule: Schedule

    @property
    def county(self) -> str:
        """The county's code, or an empty string."""
        county = self.json["county"]
        return county["code"] if county else ""

    @property
    def services(self) -> frozenset[int]:
        """The ids of its services."""
        return frozenset(service["id"] for service in self.json["services"])


@dataclass(frozen=True, slots=True)
class Directory:
    """The points by town, and the ids of all services that a point could have."""

    points: tuple[CachedPoint, ...]
    services: frozenset[int]

    def find(self, source_id: int) -> CachedPoint | None:
        """Return the point with a source page, or None."""
        return next((point for point in self.points if point.json["id"] == source_id), None)


_directories: Final[VersionedCache[Directory]] = VersionedCache()


def directory(code: str, version: int) -> Directory:
    """Return the directory for readers of one language at a content version read before."""
    return _directories.get(version, code, lambda: _read(Reader(code, Visibility.load(version))))


def _read(reader: Reader) -> Directory:
    """Read all of it; the number of queries does not depend on how many points there are."""
    related = ("hours", "exceptions", "services")
    sources = list(public_points(reader.visibility).prefetch_related(*related))
    successors = [Page(pk=point.successor_id) for point in sources if point.successor_id]
    reader.cards([*sources, *successors])  # Looked up together; asked for one by one below.
    names = service_names(reader)
    points = [
        CachedPoint(
            _represent(point, card, represent_facts(point, reader, names)), schedule_of(point)
        )
        for point, card in zip(sources, reader.cards(sources), strict=True)
    ]
    services = Service.objects.filter(live=True, locale__language_code=locales.SOURCE)
    return Directory(
        points=tuple(sorted(points, key=_place_in_list)),
        services=frozenset(services.values_list("pk", flat=True)),
    )


def _represent(point: Page, card: PageCardJSON, facts: FactsJSON) -> ListedPointJSON:
    found: ListedPointJSON = {**facts, **card}
    found["id"] = point.pk
    return found


def _place_in_list(point: CachedPoint) -> tuple[Any, ...]:
    """Order by town and title."""
    words = (point.json["city"], point.json["title"])
    return (*(sort_key(word) for word in words), point.json["id"])
