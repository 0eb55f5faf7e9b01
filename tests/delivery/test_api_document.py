"""What generators of clients and checks of the API document rely on."""

import json
import re
from typing import Any

import pytest
from rest_framework import serializers

from cms.cases.api.input_serializers import LinkSerializer, RatingSerializer
from cms.content.points.api.questions import NewQuestionSerializer
from cms.delivery.api import openapi
from cms.delivery.api.page_types import page_types
from events.api.input_serializers import NewRegistrationSerializer
from school_support.api.input_serializers import RequestSerializer

DOCUMENT: dict[str, Any] = json.loads(openapi.FILE.read_bytes())
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = [
    (f"{method} {path}", operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
# What gunicorn reads of a request line by default, less method, path, version and other parameters.
REQUEST_LINE = 4094 - 400


def test_it_says_where_it_holds_and_that_nobody_needs_an_account() -> None:
    assert [server["url"] for server in DOCUMENT["servers"]] == ["/"]
    assert DOCUMENT["security"] == []
    assert DOCUMENT["info"]["license"] == {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}


def test_every_operation_has_a_name_of_its_own_and_a_summary_in_one_line() -> None:
    names = [operation["operationId"] for _name, operation in OPERATIONS]
    assert sorted(set(names)) == sorted(names)
    summaries = [operation.get("summary", "") for _name, operation in OPERATIONS]
    assert [text for text in summaries if not text or "\n" in text or len(text) > 100] == []


@pytest.mark.parametrize("label", page_types())
def test_a_page_type_has_one_schema_whose_type_stands_once(label: str) -> None:
    name = label.partition(".")[2]
    assert SCHEMAS[name]["properties"]["meta"] == {"$ref": f"#/components/schemas/{name}Meta"}
    meta = SCHEMAS[f"{name}Meta"]
    assert meta["properties"]["type"] == {"type": "string", "const": label}
    assert meta["required"] == SCHEMAS["PageMeta"]["required"]
    assert meta["properties"].keys() == SCHEMAS["PageMeta"]["properties"].keys()


def test_no_schema_is_put_together_from_others_that_say_the_same_name() -> None:
    assert '"allOf"' not in json.dumps(SCHEMAS)


def test_what_may_be_sent_again_names_the_key() -> None:
    said = [name for name, operation in OPERATIONS if "``Idempotency-Key``" in str(operation)]
    named = {
        name
        for name, operation in OPERATIONS
        if "Idempotency-Key" in {known["name"] for known in operation.get("parameters", ())}
    }
    assert "post /api/v2/school-support/requests/" in said
    assert set(said) <= named


def test_every_schema_is_used_or_tells_what_pages_share() -> None:
    used = set(re.findall("#/components/schemas/([A-Za-z]+)", json.dumps(DOCUMENT)))
    assert SCHEMAS.keys() - used == {"PageMeta"}


def texts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of a parameter's schema that any text may fit."""
    parts = schema.get("oneOf", [schema])
    return [
        part for part in parts if part["type"] == "string" and not part.keys() & {"enum", "format"}
    ]


def test_a_parameter_as_long_as_it_may_be_fits_into_the_request_line() -> None:
    for name, operation in OPERATIONS:
        for known in operation.get("parameters", ()):
            for schema in texts(known["schema"]) if known["in"] == "query" else ():
                # A letter outside the plane of the usual alphabets takes twelve characters.
                widest = 1 if schema.get("pattern", "").startswith("^[") else 12
                assert schema["maxLength"] * widest <= REQUEST_LINE, (name, known["name"])


def every_field(
    name: str, serializer: Any
) -> list[tuple[str, dict[str, Any], serializers.Field[Any, Any, Any, Any]]]:
    """Return each single value that a serializer reads, with its schema."""
    found = []
    for field_name, field in serializer.fields.items():
        schema, path = SCHEMAS[name]["properties"][field_name], f"{name}.{field_name}"
        value = field
        if isinstance(field, serializers.ListField):
            assert schema["maxItems"] == field.max_length, path
            schema, value = schema["items"], field.child
        if isinstance(value, serializers.BaseSerializer):
            found += every_field(schema["$ref"].rpartition("/")[2], value)
        else:
            found.append(
                (
                    path,
                    SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema,
                    value,
                )
            )
    return found


@pytest.mark.parametrize(
    ("name", "serializer"),
    [
        ("NewRegistration", NewRegistrationSerializer),
        ("NewQuestion", NewQuestionSerializer),
        ("NewRating", RatingSerializer),
        ("LinkRequest", LinkSerializer),
        ("NewRequest", RequestSerializer),
    ],
)
def test_what_is_sent_has_the_limits_that_are_checked(name: str, serializer: Any) -> None:
    for path, schema, field in every_field(name, serializer()):
        if isinstance(field, serializers.ChoiceField):
            assert set(schema["enum"]) - {""} == set(field.choices), path
        elif isinstance(field, serializers.CharField):
            assert schema["maxLength"] == field.max_length, path
            assert schema.get("minLength", 0) == (0 if field.allow_blank else 1), path
        elif isinstance(field, serializers.IntegerField):
            assert (schema["minimum"], schema["maximum"]) == (field.min_value, field.max_value), (
                path
            )
        elif path.endswith(".consent"):
            assert schema["const"] is True, path
