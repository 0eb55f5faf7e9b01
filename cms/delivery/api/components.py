"""Everything the API document describes by name: pages, blocks, lists, problems."""

import types
from functools import cache
from typing import Final, get_args

from cms.core.blocks.body import BODY_BLOCKS
from cms.delivery.documents.page_serializer import PageMetaJSON

from .json_schema import Components, Schema, component_name, object_of, reference
from .page_types import page_types, represented_as

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


def declare(hint: type) -> Schema:
    """Let the API document describe a TypedDict, and return the reference to it."""
    name = component_name(hint)
    _of_features[name] = hint
    return reference(name)


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
    names = [_add_page(found, label) for label in page_types()]
    found.add("Page", {"oneOf": [reference(name) for name in names]})
    listed = found.properties(PageMetaJSON)
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


def _add_page(found: Components, label: str) -> str:
    model = page_types()[label]
    own = found.properties(represented_as(model))["properties"]
    meta = {
        "allOf": [
            reference("PageMeta"),
            object_of({"type": {"type": "string", "const": label}}),
        ]
    }
    fields = {"id": {"type": "integer"}, "meta": meta, "title": {"type": "string"}, **own}
    found.add(model.__name__, object_of(fields))
    return model.__name__


def without_none(annotation: type | types.UnionType) -> type:
    """Return the type of an annotation such as ``X | None``."""
    found: type = get_args(annotation)[0] if isinstance(annotation, types.UnionType) else annotation
    return found
