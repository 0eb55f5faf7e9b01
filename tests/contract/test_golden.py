"""The golden answers, which the frontend's tests read, have the shape that the API promises."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cms.delivery.api import openapi
from cms.delivery.api.json_schema import object_of, reference
from cms.delivery.api.schema_decorators import list_of

GOLDEN = Path(__file__).parent / "golden"
# How a file's name begins: what it is an answer of.
SHAPES = {
    "activities": list_of(reference("ActivityDate")),
    "activity": reference("Activity"),
    "changes": reference("Changes"),
    "content_version": object_of({"content_version": {"type": "integer"}}),
    "list": list_of(reference("ListedPage")),
    "page": reference("Page"),
    "points": list_of(reference("Point")),
    "preview": reference("Page"),
    "problem": reference("Problem"),
    "site": reference("Site"),
}


def closed(schema: Any) -> Any:
    """Return ``schema`` with every object limited to the keys it names."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: part if name == "allOf" else closed(part) for name, part in schema.items()}
    if isinstance(found.get("properties"), dict) and "additionalProperties" not in found:
        found["additionalProperties"] = False
    return found


def validator(shape: dict[str, Any]) -> Draft202012Validator:
    components = copy.deepcopy(json.loads(openapi.FILE.read_bytes())["components"])
    return Draft202012Validator(closed({**shape, "components": components}))


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_golden_answer_has_the_promised_shape(path: Path) -> None:
    shape = next(shape for name, shape in SHAPES.items() if path.stem.startswith(name))
    errors = validator(shape).iter_errors(json.loads(path.read_text()))
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []


def test_a_key_nobody_promised_is_noticed() -> None:
    answer = {"content_version": 1, "more": 2}
    assert len(list(validator(SHAPES["content_version"]).iter_errors(answer))) == 1


def test_every_block_family_stands_in_some_golden_answer() -> None:
    mapping = json.loads(openapi.FILE.read_bytes())["components"]["schemas"]["Block"]
    found = {
        block["type"]
        for path in GOLDEN.glob("page_*.json")
        for block in json.loads(path.read_text())["body"]
    }
    assert found == set(mapping["discriminator"]["mapping"])
