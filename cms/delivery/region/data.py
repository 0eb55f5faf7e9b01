"""A region's names, counties and outline, read from a file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from .geometry import Box, GeoPoint, box_around

Names = Mapping[str, str]


class County(NamedTuple):
    """A county: its official code (in Poland: TERYT), its names by language, its seat."""

    code: str
    names: Names
    seat: GeoPoint


@dataclass(frozen=True, slots=True)
class Region:
    """``outline`` is an approximate border, a closed polygon; ``counties`` by code."""

    names: Names
    outline: tuple[GeoPoint, ...]
    counties: Mapping[str, County]

    @property
    def box(self) -> Box:
        """The smallest rectangle of degrees around the outline."""
        return box_around(self.outline)

    def name(self, language: str) -> str:
        """Return the region's name, in the source language where it has none in ``language``."""
        return in_language(self.names, language)

    def county_name(self, code: str, language: str) -> str:
        """Return a county's name likewise. Raises ``KeyError`` for an unknown code."""
        return in_language(self.counties[code].names, language)


def in_language(names: Names, language: str) -> str:
    """Return the name in ``language``, else in the source language."""
    return names.get(language) or names[settings.LANGUAGE_CODE]


def region() -> Region:
    """Return the region in force; its file is read once."""
    return read(Path(settings.REGION_FILE))


@cache
def read(file: Path) -> Region:
    """Read a region. Raises ``OSError`` or ``ValueError``/``KeyError`` for a file that is none."""
    raw = json.loads(file.read_bytes())
    counties = (_county(found) for found in raw["counties"])
    return Region(
        names=raw["names"],
        outline=tuple(GeoPoint(*place) for place in raw["outline"]),
        counties={county.code: county for county in counties},
    )


def _county(raw: dict[str, Any]) -> County:
    return County(raw["code"], raw["names"], GeoPoint(*raw["seat"]))
