"""What is said of a value that may be null."""

import pytest

from cms.delivery.api.json_schema import Schema, nullable, reference


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, {"type": ["string", "null"]}),
        # An enum names all values: one without null would forbid it again.
        (
            {"type": "string", "enum": ["open"]},
            {"type": ["string", "null"], "enum": ["open", None]},
        ),
        (reference("Image"), {"anyOf": [reference("Image"), {"type": "null"}]}),
    ],
)
def test_null_is_one_of_the_values(schema: Schema, expected: Schema) -> None:
    assert nullable(schema) == expected
