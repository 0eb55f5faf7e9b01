"""Places on the globe, and where they are drawn: degrees WGS 84 to units of a drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import NamedTuple


class GeoPoint(NamedTuple):
    """Degrees WGS 84, north and east positive."""

    latitude: float
    longitude: float


class Box(NamedTuple):
    """A rectangle of degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, place: GeoPoint, margin: float = 0) -> bool:
        """Tell whether ``place`` is inside, or no more than ``margin`` degrees outside."""
        return (
            self.south - margin <= place.latitude <= self.north + margin
            and self.west - margin <= place.longitude <= self.east + margin
        )


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular, true at the middle parallel: good enough for a region of some 300 km."""

    box: Box
    width: int

    @property
    def height(self) -> int:
        """The drawing's height in units."""
        return round((self.box.north - self.box.south) * self._units_per_degree)

    def point(self, place: GeoPoint) -> tuple[int, int]:
        """Return x, counted from the west, and y, counted from the north, in whole units."""
        east = (place.longitude - self.box.west) * self._shrinking
        south = self.box.north - place.latitude
        return round(east * self._units_per_degree), round(south * self._units_per_degree)

    @property
    def _shrinking(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return cos(radians((self.box.north + self.box.south) / 2))

    @property
    def _units_per_degree(self) -> float:
        return self.width / ((self.box.east - self.box.west) * self._shrinking)


def box_around(places: Sequence[GeoPoint]) -> Box:
    """Return the smallest box around ``places``."""
    latitudes = [place.latitude for place in places]
    longitudes = [place.longitude for place in places]
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def contains(polygon: Sequence[tuple[float, float]], point: tuple[float, float]) -> bool:
    """Tell whether ``point`` is inside a closed polygon: a ray from it crosses an odd number."""
    return sum(_crosses(start, end, point) for start, end in _edges(polygon)) % 2 == 1


def _edges(
    polygon: Sequence[tuple[float, float]],
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return zip(polygon, [*polygon[1:], polygon[0]], strict=True)


def _crosses(
    start: tuple[float, float], end: tuple[float, float], point: tuple[float, float]
) -> bool:
    (x1, y1), (x2, y2), (x, y) = start, end, point
    return (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
