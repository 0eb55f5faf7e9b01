"""Kinds of query parameters: how the API document describes a value, and how it is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Final

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.delivery.documents.store import MAX_ID
from cms.delivery.region import region

from .base import whole_number
from .json_schema import Schema
from .problems import InvalidParametersError


@dataclass(frozen=True, slots=True)
class ParameterType:
    """A schema and its reader: name and text → value, or ``InvalidParametersError``."""

    schema: Schema
    read: Callable[[str, str], Any]


def whole(maximum: int, minimum: int = 0) -> ParameterType:
    """Return the type of whole numbers within bounds."""
    schema = {"type": "integer", "minimum": minimum, "maximum": maximum}
    return ParameterType(schema, partial(whole_number, minimum=minimum, maximum=maximum))


def words(limit: int) -> ParameterType:
    """Return the type of texts up to a length."""

    def read(name: str, text: str) -> str:
        if len(text) > limit:
            raise InvalidParametersError({name: _("This value is too long.")})
        return text

    return ParameterType({"type": "string", "maxLength": limit}, read)


def one_of(values: Sequence[str], fault: Promise | str) -> ParameterType:
    """Return the type of one of some words; ``fault`` says that it is none of them."""

    def read(name: str, text: str) -> str:
        if text not in values:
            raise InvalidParametersError({name: fault})
        return text

    return ParameterType({"type": "string", "enum": list(values)}, read)


def _boolean(name: str, text: str) -> bool:
    """Return a truth value, as Wagtail's API writes it, too."""
    values = {"true": True, "1": True, "false": False, "0": False}
    if text not in values:
        raise InvalidParametersError({name: _("Write true or false.")})
    return values[text]


def _moment(name: str, text: str) -> datetime:
    """Return an aware time, Europe/Warsaw unless it says otherwise."""
    try:
        found = parse_datetime(text.replace(" ", "+"))  # A plus sign in a query is a space.
        if found is not None and timezone.is_naive(found):
            found = timezone.make_aware(found)
        found = found and found.astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise InvalidParametersError({name: _("Write a time such as 2026-11-23T10:00:00+01:00.")})
    return found


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidParametersError({name: _("Write a day like 2027-03-28.")}) from None


def _county(name: str, text: str) -> str:
    if text not in region().counties:
        raise InvalidParametersError({name: _("There is no such county in the region.")})
    return text


def _language(name: str, text: str) -> str:
    if not (text.isascii() and text.isalpha()):
        raise InvalidParametersError({name: _("There is no such language in the list.")})
    return text


def _flag(name: str, text: str) -> bool:
    if text not in {"true", "false"}:
        raise InvalidParametersError({name: _("Write true or false.")})
    return text == "true"


ID: Final = whole(MAX_ID)
# In any alphabet it fits, encoded, into the request line that gunicorn reads (4094 bytes).
MAX_TEXT: Final = 300
TEXT: Final = words(MAX_TEXT)
BOOLEAN: Final = ParameterType({"type": "boolean"}, _boolean)
FLAG: Final = ParameterType({"type": "boolean"}, _flag)
MOMENT: Final = ParameterType({"type": "string", "format": "date-time"}, _moment)
DAY: Final = ParameterType({"type": "string", "format": "date"}, _day)
# A county of the region by its official code (TERYT); a language by its code in ISO 639.
COUNTY: Final = ParameterType({"type": "string", "maxLength": 8}, _county)
LANGUAGE: Final = ParameterType({"type": "string", "maxLength": 8}, _language)
