"""Everything the API document describes by name: pages, blocks, lists, problems."""

import types
from functools import cache
from typing import Any, Final, get_args

from rest_framework.serializers import Serializer

from cms.core.blocks.body import BODY_BLOCKS
from cms.delivery.documents.page_serializer import PageMetaJSON

from .json_schema import Components, Schema, component_name, object_of, reference
from .page_types import page_types, represented_as
from .request_schemas import constrain

PROBLEM: Final[Schema] = {
    "type": "object",
    "description": "RFC 9457, in the language of Accept-Language.",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "location": {
            "type": "string",
            "format": "uri",
            "description": "Where editors send readers of an address that has no page.",
        },
        "reason": {"type": "string", "description": "A word that programs can rely on."},
        "errors": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "message": {
            "type": "string",
            "description": "Detail and errors in one text, for clients of Wagtail's API.",
        },
    },
    "required": ["type", "title", "status", "detail", "message"],
}
# Schemas that features add: name → TypedDict.
_of_features: Final[dict[str, type]] = {}
# Those that are read: name → the serializer that checks them.
_checked_by: Final[dict[str, type[Serializer[Any]]]] = {}


def declare(hint: type) -> Schema:
    """Let the API document describe a TypedDict, and return the reference to it."""
    name = component_name(hint)
    _of_features[name] = hint
    return reference(name)


def takes(hint: type, serializer: type[Serializer[Any]]) -> Schema:
    """Declare a TypedDict that is read, with every limit that its serializer has."""
    _checked_by[component_name(hint)] = serializer
    return declare(hint)


@cache
def components() -> dict[str, Schema]:
    """Return all components by name, sorted."""
    found = Components()
    found.add("Problem", PROBLEM)
    found.schema(PageMetaJSON)
    _add_blocks(found)
    _add_pages(found)
    for hint in _of_features.values():
        found.schema(hint)
    for name, serializer in _checked_by.items():
        constrain(found.schemas, name, serializer())
    return dict(sorted(found.schemas.items()))


def _add_blocks(found: Components) -> None:
    """Add a schema for each block family, and the union of them."""
    mapping = {}
    for name, block in BODY_BLOCKS:
        component = f"{name.title().replace('_', '')}Block"
        value = without_none(block.represent.__annotations__["return"])
        schema = object_of(
            {
                "type": {"type": "string", "const": name},
                "value": found.schema(value),
                "id": {"type": "string"},
            }
        )
        mapping[name] = found.add(component, schema)["$ref"]
    union = [{"$ref": target} for target in mapping.values()]
    found.add(
        "Block", {"oneOf": union, "discriminator": {"propertyName": "type", "mapping": mapping}}
    )


def _add_pages(found: Components) -> None:
    """Add a schema for each page type, for a page in a list, and the unions."""
    listed = found.properties(PageMetaJSON)
    names = [_add_page(found, label, listed) for label in page_types()]
    found.add("Page", {"oneOf": [reference(name) for name in names]})
    own: Schema = {}
    for model in page_types().values():
        own |= found.properties(represented_as(model))["properties"]
    item = {
        "type": "object",
        "description": "The fields that were asked for; see the parameter fields.",
        "properties": {
            "id": {"type": "integer"},
            "meta": {"type": "object", "properties": listed["properties"]},
            "title": {"type": "string"},
            **own,
        },
    }
    found.add("ListedPage", item)


def _add_page(found: Components, label: str, meta: Schema) -> str:
    """Add the schemas of a page type and of its ``meta``, and return the name of the first.

    The second repeats what all types have: generators of clients drop a type that is put together
    from two, in which ``type`` stands as a string and as a constant.
    """
    model = page_types()[label]
    own = found.properties(represented_as(model))["properties"]
    typed = {**meta["properties"], "type": {"type": "string", "const": label}}
    of_type = found.add(f"{model.__name__}Meta", {**meta, "properties": typed})
    fields = {"id": {"type": "integer"}, "meta": of_type, "title": {"type": "string"}, **own}
    found.add(model.__name__, object_of(fields))
    return model.__name__


def without_none(annotation: type | types.UnionType) -> type:
    """Return the type of an annotation such as ``X | None``."""
    found: type = get_args(annotation)[0] if isinstance(annotation, types.UnionType) else annotation
    return found
