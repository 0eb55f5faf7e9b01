"""Query parameters: what an address describes is what it takes, and all else is refused."""

import json
from typing import Any

import pytest
from django.urls import resolve

from cms.delivery.api import openapi
from cms.delivery.api.base import IGNORED, known_parameters

DOCUMENT: dict[str, Any] = json.loads(openapi.FILE.read_bytes())
READS = [path for path, methods in DOCUMENT["paths"].items() if "get" in methods]
# Taken and not described: with it, the answer is a part of the page.
PARTS = {"/api/v2/pages/{id}/", "/api/v2/pages/by_path/"}
EXAMPLES = {
    "{id}": "1",
    "{token}": "t",
    "{rspo}": "1",
    "{file_id}": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
    "{appointment_id}": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
}


@pytest.mark.parametrize("path", READS)
def test_an_address_takes_the_parameters_that_it_describes(path: str) -> None:
    address = path
    for name, value in EXAMPLES.items():
        address = address.replace(name, value)
    handler = resolve(address).func.cls.get  # type: ignore[attr-defined]  # Every one is a class.
    described = {
        known["name"]
        for known in DOCUMENT["paths"][path]["get"].get("parameters", ())
        if known["in"] == "query"
    }
    hidden = {"fields"} if path in PARTS else set()
    assert known_parameters(handler) - IGNORED.keys() == described | hidden
