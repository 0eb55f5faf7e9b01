"""Filters of lists: one declaration each, from which reading and describing follow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from cms.core import locales

from .parameter_types import ParameterType
from .problems import InvalidParametersError
from .schema_decorators import LOCALE, parameter

Item = TypeVar("Item")

LOCALE_PARAMETER: Final = parameter("locale", LOCALE, "The reader's language; by default Polish.")


@dataclass(frozen=True, slots=True)
class QueryFilter(Generic[Item]):
    """A query parameter that narrows a list of ``Item``.

    ``fits`` tells whether an item has the value that is asked for; None where that depends on
    more than the item and the list takes the value itself.
    """

    name: str
    type: ParameterType
    description: str
    fits: Callable[[Item, Any], bool] | None = None

    @property
    def parameter(self) -> OpenApiParameter:
        """What the API document says of it."""
        return parameter(self.name, self.type.schema, self.description)


@dataclass(frozen=True, slots=True)
class Chosen(Generic[Item]):
    """What a request asks for: values by name, conditions on items, and what is wrong with it."""

    values: Mapping[str, Any]
    conditions: tuple[Callable[[Item], bool], ...]
    errors: dict[str, Promise | str] = field(default_factory=dict)

    def refuse_errors(self) -> None:
        """Raise ``InvalidParametersError`` with all that is wrong, if anything is."""
        if self.errors:
            raise InvalidParametersError(self.errors)


def read_filters(
    filters: Sequence[QueryFilter[Item]], parameters: Mapping[str, str]
) -> Chosen[Item]:
    """Return what the parameters ask for; the caller may add errors and then refuses them."""
    values: dict[str, Any] = {}
    errors: dict[str, Promise | str] = {}
    for known in filters:
        if known.name not in parameters:
            continue
        try:
            values[known.name] = known.type.read(known.name, parameters[known.name])
        except InvalidParametersError as error:
            errors[known.name] = error.errors[known.name][0]
    conditions = [
        _condition(known.fits, values[known.name])
        for known in filters
        if known.name in values and known.fits is not None
    ]
    return Chosen(values, tuple(conditions), errors)


def _condition(fits: Callable[[Item, Any], bool], value: object) -> Callable[[Item], bool]:
    return lambda item: fits(item, value)


def reader_locale(parameters: Mapping[str, str]) -> str:
    """Return the reader's language, Polish by default. Raises ``InvalidParametersError``."""
    code = parameters.get("locale", locales.SOURCE)
    if code not in locales.CODES:
        raise InvalidParametersError({"locale": _("There is no such language here.")})
    return code
