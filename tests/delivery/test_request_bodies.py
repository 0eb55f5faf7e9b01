"""Bodies of JSON that no client of ours sends: refused as problems at every address."""

from itertools import product

import pytest
from django.test import Client

from cms.delivery.api.request_bodies import is_deeper
from tests.project.test_error_reports import public_addresses

pytestmark = pytest.mark.django_db


REFUSED = {400, 404, 405, 415, 429}
KINDS = {"list": ("[", "]"), "object": ('{"a":', "}")}


def nested(depth: int, kind: str) -> bytes:
    head, tail = KINDS[kind]
    return f'{{"name": {head * depth}1{tail * depth}}}'.encode()


@pytest.mark.parametrize("address", sorted(public_addresses()))
def test_deep_json_is_a_bad_request_everywhere(address: str) -> None:
    for method, depth, kind in product(("post", "put", "patch"), (1_000, 5_000), KINDS):
        ask = getattr(Client(), method)
        answer = ask(address, nested(depth, kind), content_type="application/json")
        # The document of the API reads no body at all.
        assert answer.status_code in REFUSED | ({200} if address.endswith(".json") else set())
        if answer.status_code == 400:
            assert answer.headers["Content-Type"] == "application/problem+json"


def test_how_deep_a_value_is() -> None:
    value: object = 1
    for depth in range(1, 40):
        value = [value] if depth % 2 else {"a": value, "b": 1}
        assert (is_deeper(value, depth), is_deeper(value, depth - 1)) == (False, True)
