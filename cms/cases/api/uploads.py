"""Forms with files (``multipart/form-data``), bounded before anything is read."""

import hashlib
from collections.abc import Mapping
from typing import IO, Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, MultiPartParser
from rest_framework.request import Request

from cms.cases.domain.files import MAX_BYTES, MAX_FILES
from cms.delivery.api.request_bodies import TooLargeError

MAX_UPLOAD: Final = MAX_FILES * MAX_BYTES + 256 * 1024


class SmallMultiPartParser(MultiPartParser):
    """A form with as many files as there can be; without a length it is not read at all."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> DataAndFiles:
        """Return fields and files. Raises ``TooLargeError`` (413) or ``ParseError`` (400)."""
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or ""
        if not length.isdigit():
            raise ParseError
        if int(length) > MAX_UPLOAD:
            raise TooLargeError
        return super().parse(stream, media_type, parser_context)


def fields_of(request: Request) -> object:
    """Return the fields of a form, or the JSON."""
    data = request.data
    return data.dict() if isinstance(data, QueryDict) else data


def files_of(request: HttpRequest, name: str = "files") -> list[Any]:
    """Return the uploaded files, one more than there can be at most."""
    uploaded: list[Any] = request.FILES.getlist(name)
    return uploaded[: MAX_FILES + 1]


def digest_of(uploaded: UploadedFile) -> str:
    """Return a digest of what is in a file: of the same length, two may be different."""
    found = hashlib.sha256()
    for chunk in uploaded.chunks():
        found.update(chunk)
    uploaded.seek(0)
    return found.hexdigest()
