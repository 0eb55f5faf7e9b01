"""The region: a file, a projection, a drawing."""

import json
from pathlib import Path
from typing import Any

from cms.delivery.region import region
from cms.delivery.region.dot_map import SPACING, projection_of, represent_region
from cms.delivery.region.geometry import Box, GeoPoint, Projection, contains

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
CITIES = ["3061", "3062", "3063", "3064"]


def test_wielkopolska_has_its_35_counties_named_in_four_languages() -> None:
    counties = region().counties
    assert list(counties) == [*(str(code) for code in range(3001, 3032)), *CITIES]
    assert {tuple(county.names) for county in counties.values()} == {("pl", "en", "ru", "uk")}
    assert counties["3003"].names["uk"] == "Гнезненський повіт"


def test_every_seat_is_inside_the_outline() -> None:
    outside = [
        code
        for code, county in region().counties.items()
        if not contains(region().outline, county.seat)
    ]
    assert outside == []


def test_the_outline_leaves_the_neighbours_out() -> None:
    neighbours = {
        "Bydgoszcz": GeoPoint(53.12, 18.01),
        "Wałcz": GeoPoint(53.27, 16.47),
        "Wschowa": GeoPoint(51.80, 16.31),
        "Milicz": GeoPoint(51.53, 17.27),
        "Sieradz": GeoPoint(51.60, 18.73),
        "Żnin": GeoPoint(52.85, 17.72),
    }
    inside = [name for name, place in neighbours.items() if contains(region().outline, place)]
    assert inside == []


def test_a_point_is_inside_or_outside() -> None:
    assert [contains(SQUARE, point) for point in ((5, 5), (11, 5), (5, -1))] == [True, False, False]


def test_projection_puts_the_north_west_at_the_origin_and_keeps_the_proportions() -> None:
    projection = Projection(Box(south=51, west=16, north=53, east=19), 1000)
    corners = [projection.point(GeoPoint(53, 16)), projection.point(GeoPoint(51, 19))]
    # A degree of longitude at 52° N is 0.6157 of one of latitude: 2 / (3 · 0.6157) · 1000.
    assert (corners, projection.height) == ([(0, 0), (1000, 1083)], 1083)


def test_the_drawing_has_dots_on_a_grid_inside_the_outline() -> None:
    drawing = represent_region(region(), "uk")
    outline = [tuple(point) for point in drawing["outline"]]
    assert drawing["name"] == "Великопольща"
    assert 400 < len(drawing["dots"]) < 800
    assert all(contains(outline, (x, y)) for x, y in drawing["dots"])
    assert {value % SPACING for dot in drawing["dots"] for value in dot} == {SPACING // 2}


def test_counties_stand_where_their_seats_are() -> None:
    drawing = represent_region(region(), "en")
    x, y = projection_of(region()).point(GeoPoint(52.408, 16.934))
    (poznan,) = [county for county in drawing["counties"] if county["code"] == "3064"]
    assert poznan == {"code": "3064", "name": "Poznań", "x": x, "y": y}


def test_another_region_is_another_file(settings: Any, tmp_path: Path) -> None:
    raw = {
        "names": {"pl": "Kwadrat"},
        "outline": [[52, 16], [52, 17], [51, 17], [51, 16]],
        "counties": [{"code": "1", "names": {"pl": "Środek"}, "seat": [51.5, 16.5]}],
    }
    file = tmp_path / "square.json"
    file.write_text(json.dumps(raw))
    settings.REGION_FILE = str(file)
    assert (region().name("uk"), list(region().counties)) == ("Kwadrat", ["1"])
    assert region().box == Box(51, 16, 52, 17)
