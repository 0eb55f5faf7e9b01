"""Forms with files (``multipart/form-data``), bounded before anything is read."""

import hashlib
from typing import Any, Final

from django.http import HttpRequest
from rest_framework.exceptions import ParseError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from cms.cases.domain.files import MAX_BYTES, MAX_FILES
from cms.delivery.api.request_bodies import TooLargeError

MAX_UPLOAD: Final = MAX_FILES * MAX_BYTES + 256 * 1024


class SmallMultiPartParser(MultiPartParser):
    """A form with as many files as there can be; without a length it is not read at all."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:  # noqa: ANN401  REST framework's own signature.
        """Return fields and files. Raises ``TooLargeError`` (413) or ``ParseError`` (400)."""
        length = parser_context["request"].META.get("CONTENT_LENGTH") or ""
        if not length.isdigit():
            raise ParseError
        if int(length) > MAX_UPLOAD:
            raise TooLargeError
        return super().parse(stream, media_type, parser_context)


def fields_of(request: Request) -> Any:  # noqa: ANN401  Whatever JSON somebody sends.
    """Return the fields of a form, or the JSON."""
    data = request.data
    return data.dict() if hasattr(data, "dict") else data


def files_of(request: HttpRequest, name: str = "files") -> list[Any]:
    """Return the uploaded files, one more than there can be at most."""
    uploaded: list[Any] = request.FILES.getlist(name)
    return uploaded[: MAX_FILES + 1]


def digest_of(uploaded: Any) -> str:  # noqa: ANN401  Django's uploaded file.
    """Return a digest of what is in a file: of the same length, two may be different."""
    found = hashlib.sha256()
    for chunk in uploaded.chunks():
        found.update(chunk)
    uploaded.seek(0)
    return found.hexdigest()
