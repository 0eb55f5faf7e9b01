"""What clients send: small JSON, checked, with errors in the language they ask for."""

from collections.abc import Iterable, Mapping
from typing import IO, Any, Final

import orjson
from django.http import HttpRequest
from django.utils import translation
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser
from rest_framework.serializers import Serializer

from .problems import language_of
from .responses import JSON

MAX_BYTES: Final = 32 * 1024
# Ours are nested three deep; what checks a value and words its errors follows it by recursion.
MAX_DEPTH: Final = 16


class TooLargeError(APIException):
    """A body of more than ``MAX_BYTES``: 413."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


class SmallJSONParser(BaseParser):
    """JSON in UTF-8, at most ``MAX_BYTES`` of it, nested no deeper than a parser can follow."""

    media_type = JSON

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401  JSON of any kind; the parent names objects only.
        """Return the value. Raises ``TooLargeError`` (413) or ``ParseError`` (400)."""
        del media_type, parser_context
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise TooLargeError
        try:
            value = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError from error
        if is_deeper(value, MAX_DEPTH):
            raise ParseError
        return value


def is_deeper(value: object, depth: int) -> bool:
    """Tell whether JSON is nested more than ``depth`` deep, without recursion."""
    level = [value]
    for _depth in range(depth):
        level = [part for whole in level for part in _parts(whole)]
        if not level:
            return False
    return any(isinstance(part, (dict, list)) for part in level)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def checked(request: HttpRequest, serializer: type[Serializer], data: object) -> dict[str, Any]:
    """Return ``data`` as ``serializer`` cleans it.

    Raises ``ValidationError`` of REST framework, with texts in the language of Accept-Language.
    """
    with translation.override(language_of(request)):
        form = serializer(data=data)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)
