"""Reading the register of schools (RSPO): its CSV export and the JSON of its interface.

Fields and codes: regulation of the Minister of Education on the register of schools; TERYT codes:
Statistics Poland. Of the head teacher nothing is read.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import orjson

from .register_codes import county_of

MAX_BYTES: Final = 200 * 1024 * 1024
# The headings of the export, keys of the interface, and plain ones: all in small letters.
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "rspo": ("numer rspo", "numerrspo", "rspo", "nr rspo"),
    "name": ("nazwa", "name", "nazwa szkoły", "nazwa placówki"),
    "kind": ("typ", "typ podmiotu", "typ placówki", "kind"),
    "regon": ("regon",),
    "street_name": ("ulica", "street"),
    "house": ("numer budynku", "numerbudynku"),
    "flat": ("numer lokalu", "numerlokalu"),
    "postcode": ("kod pocztowy", "kodpocztowy", "postcode"),
    "town": ("miejscowość", "miejscowosc", "town"),
    "voivodeship": ("kod terytorialny województwo", "wojewodztwokodteryt", "voivodeship"),
    "county": ("kod terytorialny powiat", "powiatkodteryt", "county"),
    "county_name": ("powiat", "nazwa powiatu"),
    "voivodeship_name": ("województwo", "wojewodztwo", "nazwa województwa"),
    "commune": ("kod terytorialny gmina", "gminakodteryt", "commune"),
    "latitude": ("szerokość geograficzna", "latitude", "geolokalizacja.latitude"),
    "longitude": ("długość geograficzna", "longitude", "geolokalizacja.longitude"),
    "pupils": ("liczba uczniów", "liczbauczniow", "pupils"),
    "closed_on": ("data likwidacji", "datalikwidacji", "closed_on"),
}
_DIGITS: Final = 6  # Of a number of pupils.
_LIST_KEYS: Final = ("hydra:member", "member", "items", "content", "data")


class UnreadableFileError(Exception):
    """The file is no register."""


class BadRowError(Exception):
    """A row that is no school: the message says why, in English, for whoever imports.

    ``rspo`` is the number of the school it is about, as far as that could be read.
    """

    def __init__(self, why: str, rspo: str = "") -> None:
        super().__init__(why)
        self.rspo = rspo


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A school as the register has it."""

    rspo: str
    name: str
    town: str
    county: str
    voivodeship: str
    kind: str = ""
    regon: str = ""
    street: str = ""
    postcode: str = ""
    commune: str = ""
    latitude: float | None = None
    longitude: float | None = None
    pupils: int | None = None
    closed_on: date | None = None


def rows_of(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield line (of a CSV file) or place (in JSON), from 1, and what stands there by our names.

    Raises OSError, UnreadableFileError.
    """
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFileError("The file is larger than 200 MB.")
    content = path.read_bytes()
    text = _decoded(content)
    if text.lstrip()[:1] in {"[", "{"}:
        yield from _of_json(content)
    else:
        yield from _of_csv(text)


def read(values: Mapping[str, str], counties: Mapping[str, str]) -> Row:
    """Return a school; ``counties`` are codes by name, for files without. Raises BadRowError."""
    rspo = values.get("rspo", "").strip()
    if not re.fullmatch(r"\d{1,9}", rspo, re.ASCII):
        raise BadRowError(f"the RSPO number is not digits: {rspo[:20]!r}")
    name, town = (" ".join(values.get(key, "").split()) for key in ("name", "town"))
    if not name or not town:
        raise BadRowError("name or town is missing", rspo)
    county = county_of(values, counties)
    if not county:
        raise BadRowError("the county is missing or not known", rspo)
    return Row(
        rspo=rspo,
        name=name[:250],
        town=town[:80],
        county=county,
        voivodeship=county[:2],
        kind=values.get("kind", "").strip()[:120],
        regon=re.sub(r"\D", "", values.get("regon", ""))[:14],
        street=_street(values),
        postcode=values.get("postcode", "").strip()[:6],
        commune=re.sub(r"\D", "", values.get("commune", ""))[:8],
        latitude=_degrees(values.get("latitude", ""), 90),
        longitude=_degrees(values.get("longitude", ""), 180),
        pupils=_whole(values.get("pupils", "")),
        closed_on=_day(values.get("closed_on", "")),
    )


def _decoded(content: bytes) -> str:
    if b"\x00" in content[:4096]:
        raise UnreadableFileError("The file is no text.")
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError("The file is neither UTF-8 nor Windows-1250.")


def _of_csv(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = _columns(next(reader, []))
    if not {"rspo", "name"} <= set(columns.values()):
        raise UnreadableFileError("The first line names no columns of the register.")
    try:
        for cells in reader:
            if any(cells):
                yield (
                    reader.line_num,
                    {
                        name: _unwrapped(cells[place])
                        for place, name in columns.items()
                        if place < len(cells)
                    },
                )
    except csv.Error as error:
        raise UnreadableFileError(f"Line {reader.line_num}: {error}") from error


def _unwrapped(cell: str) -> str:
    """Return what stands in a cell that keeps spreadsheets from calculating: ``="62-800"``."""
    text = cell.strip()
    is_wrapped = text.startswith('="') and text.endswith('"') and len(text) > len('="')
    return text[2:-1] if is_wrapped else cell


def _columns(headings: list[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        word = _unwrapped(heading).strip().strip('"').lower()
        name = next((ours for ours, theirs in NAMES.items() if word in theirs), None)
        if name and name not in found.values():
            found[place] = name
    return found


def _of_json(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        found = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise UnreadableFileError(f"This is no JSON: {error}") from error
    if isinstance(found, dict):
        found = next((found[key] for key in _LIST_KEYS if isinstance(found.get(key), list)), None)
    if not isinstance(found, list):
        raise UnreadableFileError("There is no list of schools in the file.")
    for place, item in enumerate(found, 1):
        yield place, _flat(item) if isinstance(item, dict) else {}


def _flat(item: dict[str, Any]) -> dict[str, str]:
    """Return an object of the interface by our names; of what is nested, the name counts."""
    known: dict[str, Any] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            known |= {f"{key}.{inner}".lower(): each for inner, each in value.items()}
            known[key.lower()] = value.get("nazwa", "")
        else:
            known[key.lower()] = value
    return {
        ours: str(known[theirs])
        for ours, names in NAMES.items()
        for theirs in names
        if isinstance(known.get(theirs), str | int | float) and known[theirs] != ""
    }


def _street(values: Mapping[str, str]) -> str:
    house = "/".join(
        filter(None, (values.get("house", "").strip(), values.get("flat", "").strip()))
    )
    return " ".join(filter(None, (values.get("street_name", "").strip(), house)))[:160]


def _degrees(text: str, most: int) -> float | None:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if -most <= found <= most else None


def _whole(text: str) -> int | None:
    stripped = text.strip()
    return (
        int(stripped)
        if stripped.isascii() and stripped.isdigit() and len(stripped) <= _DIGITS
        else None
    )


def _day(text: str) -> date | None:
    """Return a day as ISO 8601 or with dots, slashes or dashes, the day first."""
    first = text.strip()[:10]
    if found := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", first, re.ASCII):
        first = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    try:
        return date.fromisoformat(first)
    except ValueError:
        return None
