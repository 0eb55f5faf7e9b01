"""The ``fields`` parameter: Wagtail's syntax over prepared JSON."""

import types
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints, is_typeddict

from django.utils.translation import gettext_lazy as _
from wagtail.api.v2.utils import parse_fields_parameter

from cms.core.models import BasePage
from cms.core.representations.context import BlockJSON
from cms.delivery.documents.page_serializer import PageMetaJSON

from .json_schema import Schema
from .page_types import represented_as
from .problems import InvalidParametersError

MAX_LENGTH: Final = 500  # Brackets nest, and are read by recursion.
FIELD_NAMES: Final[Schema] = {
    "type": "string",
    "maxLength": MAX_LENGTH,
    "pattern": "^[A-Za-z0-9_*,()-]*$",
}
META: Final = PageMetaJSON.__required_keys__
LISTED: Final = frozenset(
    {"id", "type", "detail_url", "html_url", "slug", "first_published_at", "locale", "title"}
)
# Read for a single page only, as in Wagtail; a list shows it when it is asked for by name.
DETAIL_ONLY: Final = frozenset({"parent"})

# Names that ``fields`` may use; of what leads to other objects, the TypedDicts of these.
Fields = Mapping[str, tuple[type, ...]]
# As Wagtail reads the parameter: name, whether it is left out, what stands in brackets.
Wanted = list[tuple[str, bool, Any]]


@dataclass(frozen=True, slots=True)
class Selection:
    """Names of fields to show, of ``meta`` and of the object itself alike.

    ``inner`` are the selections of objects that a field leads to; others are shown as they are.
    """

    names: frozenset[str]
    inner: Mapping[str, "Selection"] = field(default_factory=dict)

    def of(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return the chosen part of an object; an empty ``meta`` is left out."""
        meta = self._chosen(document.get("meta", {}))
        chosen = self._chosen({name: document[name] for name in document if name != "meta"})
        return {
            name: meta if name == "meta" else chosen[name]
            for name in document
            if name in chosen or (name == "meta" and meta)
        }

    def _chosen(self, part: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: self._shown(self.inner.get(name), value)
            for name, value in part.items()
            if name in self.names
        }

    def _shown(self, inner: "Selection | None", value: Any) -> Any:  # noqa: ANN401  JSON of any kind.
        if inner is None or value is None:
            return value
        return [inner.of(each) for each in value] if isinstance(value, list) else inner.of(value)


def known_fields(models: Iterable[type[BasePage]]) -> Fields:
    """Return every name that ``fields`` may use for pages of these types."""
    return _of_pages(tuple(models))


@cache
def _of_pages(models: tuple[type[BasePage], ...]) -> Fields:
    meta = {name: found for name, found in fields_of(PageMetaJSON).items() if name in META}
    own = _merged(represented_as(model) for model in models)
    return {"id": (), "title": (), **meta, **own}


@cache
def fields_of(hint: type) -> Fields:
    """Return the names of a TypedDict, those of its ``meta`` included."""
    found: dict[str, tuple[type, ...]] = {}
    for name, value in get_type_hints(hint).items():
        found |= fields_of(value) if name == "meta" else {name: _objects(value)}
    return found


def _merged(hints: Iterable[type]) -> Fields:
    found: dict[str, tuple[type, ...]] = {}
    for hint in hints:
        for name, objects in fields_of(hint).items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *objects)))
    return found


def _objects(hint: Any) -> tuple[type, ...]:  # noqa: ANN401  A type hint is of no nameable type.
    """Return the TypedDicts of a field's value: one, a list of them, or None; no blocks."""
    if is_typeddict(hint):
        return () if hint is BlockJSON else (hint,)
    if get_origin(hint) in {list, Union, types.UnionType}:
        return tuple(found for part in get_args(hint) for found in _objects(part))
    return ()


def select(
    text: str, known: Fields, default: Collection[str], hidden: Collection[str] = ()
) -> Selection:
    """Read the parameter: ``a,-b``, ``*`` for all but ``hidden``, ``_`` for none to begin with.

    In brackets stands the same for the objects that a field leads to. Raises
    ``InvalidParametersError``.
    """
    if len(text) > MAX_LENGTH:
        raise InvalidParametersError({"fields": _("This value is too long.")})
    try:
        wanted = parse_fields_parameter(text) if text else []
    except ValueError as error:
        raise InvalidParametersError(
            {"fields": _("Write names with commas between them, such as title,-slug.")}
        ) from error
    return _selected(wanted, known, default, known.keys() - hidden)


def _selected(
    wanted: Wanted, known: Fields, default: Collection[str], everything: Collection[str]
) -> Selection:
    names = set(default)
    if wanted and wanted[0][0] in {"*", "_"}:
        names = set(everything) if wanted[0][0] == "*" else set()
        wanted = wanted[1:]
    inner = {}
    for name, negated, brackets in wanted:
        if name not in known:
            raise InvalidParametersError({"fields": _("This field is not known here.")})
        names = names - {name} if negated else names | {name}
        if brackets:
            inner[name] = _inner(brackets, known[name])
    return Selection(frozenset(names), inner)


def _inner(brackets: Wanted, objects: tuple[type, ...]) -> Selection:
    """Read what stands in brackets; without * and _ it changes what is shown anyway: everything."""
    if not objects:
        raise InvalidParametersError({"fields": _("This field has none of its own.")})
    known = _merged(objects)
    return _selected(brackets, known, known, known)
