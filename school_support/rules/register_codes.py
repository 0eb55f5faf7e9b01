"""Codes of regions and counties (TERYT, Statistics Poland), also where a file has names instead."""

import re
from collections.abc import Mapping
from typing import Final

_VOIVODESHIPS: Final = {
    "dolnośląskie": "02",
    "kujawsko-pomorskie": "04",
    "lubelskie": "06",
    "lubuskie": "08",
    "łódzkie": "10",
    "małopolskie": "12",
    "mazowieckie": "14",
    "opolskie": "16",
    "podkarpackie": "18",
    "podlaskie": "20",
    "pomorskie": "22",
    "śląskie": "24",
    "świętokrzyskie": "26",
    "warmińsko-mazurskie": "28",
    "wielkopolskie": "30",
    "zachodniopomorskie": "32",
}
_PREFIX: Final = re.compile(r"^(powiat|województwo|woj\.|m\. ?st\.|m\.|miasto)\s+")
_VOIVODESHIP: Final = 2
_COUNTY: Final = 4


def bare(name: str) -> str:
    """Return the name of a region or county as it is compared: “Powiat Średzki” is “średzki”."""
    return _PREFIX.sub("", " ".join(name.lower().split())[:100])


def voivodeship_of(values: Mapping[str, str]) -> str:
    """Return the code of a row's region, two digits; empty if neither code nor name is known."""
    for name in ("voivodeship", "county", "commune"):
        digits = _digits(values, name)
        if digits and (name == "voivodeship" or len(digits) >= _COUNTY):
            return digits.zfill(_VOIVODESHIP)[:_VOIVODESHIP]
    return _VOIVODESHIPS.get(bare(values.get("voivodeship_name", "")), "")


def county_of(values: Mapping[str, str], known: Mapping[str, str]) -> str:
    """Return the code of a row's county, four digits; empty if it is not known.

    ``known`` are codes by bare name.
    """
    digits = _digits(values, "county")
    if len(digits) <= _VOIVODESHIP:
        region = voivodeship_of({**values, "county": ""})
        digits = f"{region}{digits.zfill(2)}" if region and digits else ""
    if len(digits) < _COUNTY:
        digits = _digits(values, "commune")
    if len(digits) >= _COUNTY:
        return digits[:_COUNTY]
    code = known.get(bare(values.get("county_name", "")), "")
    region = voivodeship_of(values)
    return code if code and region in {"", code[:_VOIVODESHIP]} else ""


def _digits(values: Mapping[str, str], name: str) -> str:
    return re.sub(r"\D", "", values.get(name, ""))
