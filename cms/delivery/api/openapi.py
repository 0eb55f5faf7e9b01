"""The OpenAPI document: made by drf-spectacular, checked in, served as it stands there."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularSwaggerSplitView

from cms.core import content_version

from .components import components
from .error_handlers import PREFIX
from .responses import answer

Endpoint = tuple[str, str, str, Callable[..., Any]]

FILE: Final = Path(settings.BASE_DIR) / "cms" / "project" / "openapi.json"


def only_the_api(endpoints: list[Endpoint], **_kwargs: object) -> list[Endpoint]:
    """Keep our own addresses: one of drf-spectacular's ``PREPROCESSING_HOOKS``."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX)]


def add_components(result: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
    """Add what is described by name: one of drf-spectacular's ``POSTPROCESSING_HOOKS``.

    No address asks who somebody is; private links are tokens in the path.
    """
    result["components"] = {"schemas": components()}
    result["security"] = []
    for path in result["paths"].values():
        for operation in path.values():
            operation["summary"] = _first_sentence(operation["description"])
    return result


def _first_sentence(text: str) -> str:
    """Return what an operation does in one line, from the docstring of its method."""
    sentence = re.split(r"[.;:](?:\s|$)", text.replace("``", ""), maxsplit=1)[0]
    return " ".join(sentence.split())


def generate() -> bytes:
    """Return the document as it should stand in ``FILE``: sorted, indented, always the same."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return orjson.dumps(
        schema, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    )


def document(request: HttpRequest) -> HttpResponse:
    """Return the document that is checked in."""
    keep = not request.GET  # It takes no parameters, and refuses none.
    return answer(request, _checked_in(), content_version.current(), keep=keep)


@cache
def _checked_in() -> bytes:
    return FILE.read_bytes()


class DocumentationView(SpectacularSwaggerSplitView):
    """The document as a page for people; its files are our own, its script is not inline."""

    url = "/api/v2/openapi.json"
