"""The API document: valid, checked in as it is generated, and true."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from openapi_spec_validator import validate
from schemathesis import checks
from schemathesis.core.failures import FailureGroup

from cms.content.pages.models import Navigation
from cms.core.blocks.body import BODY_BLOCKS
from cms.delivery.api import openapi
from cms.delivery.api.components import components
from events.models import ActivityPage
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory
from tests.factories.bodies import every_block
from tests.factories.documents import DocumentFactory
from tests.factories.events import add_series, open_group, sign_up
from tests.factories.points import InformationPointFactory, ServiceFactory
from tests.factories.translations import translated

schema = schemathesis.openapi.from_dict(json.loads(openapi.FILE.read_bytes()))
schema.app = WSGIHandler()


def test_what_is_checked_in_is_what_the_code_says() -> None:
    assert json.loads(openapi.FILE.read_bytes()) == json.loads(openapi.generate()), (
        "Run make api and read the difference."
    )


def test_document_is_valid_openapi_3_1() -> None:
    document = json.loads(openapi.FILE.read_bytes())
    validate(document)
    assert document["openapi"] == "3.1.0"


def test_every_block_family_has_a_schema_of_its_own() -> None:
    mapping = components()["Block"]["discriminator"]["mapping"]
    assert list(mapping) == [name for name, _block in BODY_BLOCKS]
    assert len(set(mapping.values())) == len(BODY_BLOCKS)


@pytest.fixture
def content(db: None) -> Iterator[None]:
    """Something of everything that the API can answer."""
    section = SectionPageFactory()
    page = ContentPageFactory(
        parent=section,
        body=every_block(image=ImageFactory(), document=DocumentFactory(), page=section),
    )
    translated(page, "uk")
    InformationPointFactory(services=[ServiceFactory()], spoken=["uk"])
    group = open_group(county="3064", latitude=52.4, longitude=16.9, level="A1", languages=["pl"])
    add_series(group)
    sign_up(group)
    Navigation.objects.create(locale=page.locale, items=[("link", {"page": page, "label": ""})])
    # A request would close the connection that holds the test's transaction.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_api_or_its_promises(content: None, case: Any) -> None:
    response = case.call()
    try:
        case.validate_response(
            response,
            checks=[
                checks.not_a_server_error,
                *(
                    checks.CHECKS.get_one(name)
                    for name in (
                        "status_code_conformance",
                        "content_type_conformance",
                        "response_schema_conformance",
                    )
                ),
            ],
        )
    except FailureGroup as failures:
        pytest.fail("\n".join(str(failure) for failure in failures.exceptions))


def test_an_activity_with_groups_and_dates_is_as_it_is_promised(content: None) -> None:
    known = ActivityPage.objects.get(locale__language_code="pl")
    detail = schema["/api/v2/activities/{id}/"]["GET"]
    response = detail.Case(path_parameters={"id": known.pk}).call()
    assert len(response.json()["groups"][0]["dates"]) == 1
    detail.validate_response(response)
