"""What lists have in common: windows, orders, search, lengths."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import BaseSearchResults, EmptySearchResults

from .base import whole_number
from .field_selection import FIELD_NAMES
from .parameter_types import TEXT, ParameterType
from .problems import InvalidParametersError
from .schema_decorators import parameter

_WORD: Final = re.compile(r"\w+")
MAX_LIMIT: Final = 100
DEFAULT_LIMIT: Final = 20
MAX_OFFSET: Final = 1_000_000
OPERATORS: Final = ("and", "or")
DESCRIBED: Final = [
    parameter(
        "fields",
        FIELD_NAMES,
        "Names with commas between them; -name leaves one out, * stands for all, _ for none.",
    ),
    parameter(
        "order",
        {"type": "string", "maxLength": 200, "pattern": "^[a-z_,-]*$"},
        "Names of columns with commas between them, -name for descending order, or random.",
    ),
    parameter("search", TEXT.schema, "Words to look for."),
    parameter(
        "search_operator",
        {"type": "string", "enum": list(OPERATORS)},
        "Whether all words must be there, or one of them.",
    ),
    parameter(
        "limit",
        {"type": "integer", "minimum": 0, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        "How many items to return.",
    ),
    parameter(
        "offset",
        {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0},
        "How many items to leave out at the beginning.",
    ),
]

WINDOW: Final = [known for known in DESCRIBED if known.name in {"limit", "offset"}]

# Names of columns that must have an exact value, with its type.
Columns = Mapping[str, ParameterType]


def window(parameters: Mapping[str, str]) -> slice:
    """Return the part of the list that is asked for. Raises ``InvalidParametersError``."""
    limit = whole_number("limit", parameters.get("limit", str(DEFAULT_LIMIT)), maximum=MAX_LIMIT)
    offset = whole_number("offset", parameters.get("offset", "0"), maximum=MAX_OFFSET)
    return slice(offset, offset + limit)


def by_columns(parameters: Mapping[str, str], columns: Columns) -> dict[str, Any]:
    """Return the exact values that columns must have. Raises ``InvalidParametersError``."""
    return {
        name: known.read(name, parameters[name])
        for name, known in columns.items()
        if name in parameters
    }


def described(columns: Columns) -> list[OpenApiParameter]:
    """Return what the API document says of the columns."""
    return [parameter(name, known.schema, "An exact value.") for name, known in columns.items()]


def ordered(
    rows: QuerySet[Model], parameters: Mapping[str, str], names: Collection[str]
) -> QuerySet[Model]:
    """Return ``rows`` in the order that is asked for. Raises ``InvalidParametersError``."""
    order = parameters.get("order")
    searching = "search" in parameters
    if not order:
        return rows if searching else rows.order_by("pk")
    if order == "random" and "offset" not in parameters and not searching:
        return rows.order_by("?")
    wanted = order.split(",")
    if any(name.removeprefix("-") not in names for name in wanted):
        raise InvalidParametersError({"order": _("Lists cannot be ordered by this.")})
    return rows.order_by(*wanted, *([] if searching else ["pk"]))


def searched(rows: QuerySet[Model], parameters: Mapping[str, str]) -> BaseSearchResults:
    """Return Wagtail's search results. Raises ``InvalidParametersError``."""
    operator = operator_of(parameters)
    # Words only: quotes and operators are syntax to one database's search or the other's.
    words = _WORD.findall(TEXT.read("search", parameters["search"]))
    if not words:
        return EmptySearchResults()
    return get_search_backend().search(
        " ".join(words),
        rows,
        operator=operator,
        order_by_relevance="order" not in parameters,
    )


def operator_of(parameters: Mapping[str, str]) -> str:
    """Return whether all words must be there (and), or one of them (or).

    Raises ``InvalidParametersError``.
    """
    operator = parameters.get("search_operator", "and").lower()
    if operator not in OPERATORS:
        raise InvalidParametersError({"search_operator": _("Write and or or.")})
    return operator


def may_be_kept(parameters: Mapping[str, str]) -> bool:
    """Tell whether an answer follows from address and content version alone.

    The search index follows a little later than the content; a random order never repeats.
    """
    return "search" not in parameters and parameters.get("order") != "random"
