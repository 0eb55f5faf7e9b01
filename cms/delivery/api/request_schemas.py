"""What a serializer refuses, in the words of JSON Schema."""

from collections.abc import Mapping
from typing import Any, Final

from rest_framework import serializers

from .json_schema import Schema

# Attributes of fields of REST framework, of texts and numbers.
_OF_TEXTS: Final = {"max_length": "maxLength", "min_length": "minLength"}
_OF_NUMBERS: Final = {"max_value": "maximum", "min_value": "minimum"}
_OF_LISTS: Final = {"max_length": "maxItems", "min_length": "minItems"}


def constrain(
    schemas: Mapping[str, Schema], name: str, serializer: serializers.BaseSerializer[Any]
) -> None:
    """Add to a component, and to those it leads to, what fields of a serializer require.

    Raises ``KeyError`` for a field that the component does not have.
    """
    for field_name, field in getattr(serializer, "fields", {}).items():
        _constrain_value(schemas, schemas[name]["properties"][field_name], field)


def _constrain_value(
    schemas: Mapping[str, Schema], schema: Schema, field: serializers.Field[Any, Any, Any, Any]
) -> None:
    if isinstance(field, serializers.ListField):
        schema.update(_named(field, _OF_LISTS))
        if field.child is not None:
            _constrain_value(schemas, schema["items"], field.child)
    elif isinstance(field, serializers.BaseSerializer):
        constrain(schemas, schema["$ref"].rpartition("/")[2], field)
    elif "$ref" not in schema:
        schema.update(_limits(field))


def _limits(field: serializers.Field[Any, Any, Any, Any]) -> Schema:
    """Return the keywords of a single value."""
    if isinstance(field, serializers.ChoiceField):
        return {"enum": [*field.choices, *([""] if field.allow_blank else [])]}
    if isinstance(field, serializers.CharField):
        least = {} if field.allow_blank else {"minLength": 1}
        kind = {"format": "email"} if isinstance(field, serializers.EmailField) else {}
        return least | _named(field, _OF_TEXTS) | kind
    return _named(field, _OF_NUMBERS)


def _named(field: object, names: Mapping[str, str]) -> Schema:
    found = {keyword: getattr(field, name, None) for name, keyword in names.items()}
    return {keyword: value for keyword, value in found.items() if value is not None}
