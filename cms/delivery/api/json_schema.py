"""JSON Schema of the TypedDicts that representations return."""

import types
from collections.abc import Mapping
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from cms.core import locales
from cms.core.representations.context import BlockJSON
from cms.core.representations.json_types import Format, LocaleCode

Schema = dict[str, Any]
_PLAIN: Final[Mapping[type, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
}


class Components:
    """Schemas by name; whatever a described type refers to is added to them."""

    def __init__(self) -> None:
        self.schemas: dict[str, Schema] = {}

    def schema(self, hint: Any) -> Schema:  # noqa: ANN401  A type hint is of no nameable type.
        """Return the schema of a type hint. Raises ``TypeError`` for kinds nobody needed yet."""
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        if hint is BlockJSON:
            return reference("Block")  # One schema a block family: see ``components``.
        if is_typeddict(hint):
            return self._component(hint)
        return self._generic(hint, get_origin(hint), get_args(hint))

    def properties(self, hint: type) -> Schema:
        """Return the object schema of a TypedDict itself, for the keys it has."""
        hints = get_type_hints(hint, include_extras=True)
        required: frozenset[str] = hint.__required_keys__  # type: ignore[attr-defined]  # Every TypedDict has it.
        return {
            "type": "object",
            "description": " ".join((hint.__doc__ or "").replace("``", "").split()),
            "properties": {name: self.schema(value) for name, value in hints.items()},
            "required": [name for name in hints if name in required],
        }

    def add(self, name: str, schema: Schema) -> Schema:
        """Add a component and return a reference to it."""
        self.schemas[name] = schema
        return reference(name)

    def _component(self, hint: type) -> Schema:
        name = component_name(hint)
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name] = self.properties(hint)
        return reference(name)

    def _generic(self, hint: object, origin: object, arguments: tuple[Any, ...]) -> Schema:
        if origin is Annotated:
            return self._formatted(arguments[1])
        if origin is NotRequired:
            return self.schema(arguments[0])
        if origin is list:
            return {"type": "array", "items": self.schema(arguments[0])}
        if origin is dict and arguments[0] == LocaleCode:
            return object_of({code: self.schema(arguments[1]) for code in locales.CODES})
        if origin is Literal:
            return {**_PLAIN[type(arguments[0])], "enum": list(arguments)}
        if origin in {Union, types.UnionType} and arguments[-1] is type(None):
            return nullable(self.schema(arguments[0]))
        raise TypeError(f"There is no JSON Schema for {hint}.")

    def _formatted(self, value: Format) -> Schema:
        if value.component:
            return self.add(value.component, dict(value.keywords))
        return dict(value.keywords)


def component_name(hint: type) -> str:
    """Return a component's name: the class's, without its ending."""
    return hint.__name__.removesuffix("JSON")


def reference(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    """Return ``schema`` or null, the way OpenAPI 3.1 says it."""
    if "type" in schema:
        # A list of values names every value there may be: null is one of them.
        values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
        return {**schema, **values, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def object_of(properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object that has exactly these keys."""
    return {"type": "object", "properties": dict(properties), "required": list(properties)}
