"""The region as a drawing: a grid of dots inside its outline, and where counties stand."""

from functools import cache
from typing import Final, TypedDict

from .data import Region
from .geometry import GeoPoint, Projection, box_around, contains

WIDTH: Final = 1000
# Distance of neighbouring dots: some six hundred of them show the shape in a few kilobytes.
SPACING: Final = 30

Point = list[int]


class RegionCountyJSON(TypedDict):
    """``x`` and ``y`` are those of the county's seat, in the drawing's units."""

    code: str
    name: str
    x: int
    y: int


class RegionJSON(TypedDict):
    """A drawing ``width`` × ``height`` units large; a dot, or a corner of the outline, is x, y."""

    name: str
    width: int
    height: int
    dots: list[list[int]]
    outline: list[list[int]]
    counties: list[RegionCountyJSON]


def represent_region(region: Region, language: str) -> RegionJSON:
    """Return the drawing with names in ``language``; counties by code."""
    projection = projection_of(region)
    dots, outline = _shape(region.outline)
    return {
        "name": region.name(language),
        "width": projection.width,
        "height": projection.height,
        "dots": dots,
        "outline": outline,
        "counties": [
            _county(code, region.county_name(code, language), projection.point(county.seat))
            for code, county in sorted(region.counties.items())
        ],
    }


def projection_of(region: Region) -> Projection:
    """Return the projection that the region is drawn in."""
    return Projection(region.box, WIDTH)


@cache
def _shape(places: tuple[GeoPoint, ...]) -> tuple[list[Point], list[Point]]:
    """Return the dots of the grid that are inside the outline, row by row, and the outline."""
    projection = Projection(box_around(places), WIDTH)
    outline = [projection.point(place) for place in places]
    half = SPACING // 2
    dots = [
        [x, y]
        for y in range(half, projection.height, SPACING)
        for x in range(half, projection.width, SPACING)
        if contains(outline, (x, y))
    ]
    return dots, [list(point) for point in outline]


def _county(code: str, name: str, point: tuple[int, int]) -> RegionCountyJSON:
    return {"code": code, "name": name, "x": point[0], "y": point[1]}
