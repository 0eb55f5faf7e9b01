"""A whole request at once, for other programs; the form sends its draft."""

from typing import Any, Final
from uuid import uuid4

import orjson
from django.db import transaction
from django.http import HttpResponse, QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.request import Request

from cms.cases.api.case_json import CaseReceivedJSON
from cms.cases.api.problem_responses import refusing
from cms.cases.api.uploads import SmallMultiPartParser, digest_of, files_of
from cms.cases.api.views import OF_CLIENT, OF_TRYING
from cms.cases.domain import files
from cms.cases.models import Case
from cms.core import rate_limit
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare, takes
from cms.delivery.api.idempotency import Answer, once
from cms.delivery.api.request_bodies import MAX_BYTES, SmallJSONParser, checked
from cms.delivery.api.responses import JSON
from cms.delivery.api.schema_decorators import IDEMPOTENCY_KEY, problems
from school_support.domain.submission import send_request

from .input_serializers import RequestSerializer
from .request_drafts import received
from .request_json import NewRequestJSON

SCOPE: Final = "school_support.request"


class RequestView(PublicView):
    """Requests of schools."""

    parser_classes = (SmallJSONParser, SmallMultiPartParser)

    @extend_schema(
        operation_id="school_support_request",
        tags=["school support"],
        parameters=[IDEMPOTENCY_KEY],
        request={
            JSON: takes(NewRequestJSON, RequestSerializer),
            "multipart/form-data": {
                "type": "object",
                "properties": {
                    "request": {"type": "string", "contentMediaType": JSON},
                    "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                },
            },
        },
        responses={
            (201, JSON): declare(CaseReceivedJSON),
            **problems(may_be_missing=False, is_write=True),
        },
        auth=[],
    )
    @refusing
    def post(self, request: Request) -> HttpResponse:
        """Open a case; the school gets its private link in the answer and by mail.

        Sent again with the same ``Idempotency-Key`` within a day, it is done once and answered the
        same.
        """
        client = rate_limit.client_of(request)
        rate_limit.check([(OF_TRYING, client)])
        data = checked(request, RequestSerializer, _body(request))
        uploaded = files_of(request)
        sent = {**data, "files": [*map(digest_of, uploaded)]}
        with rate_limit.taking([(OF_CLIENT, client)]):
            answer = once(request, SCOPE, sent, lambda: _send(data, uploaded))
        return received(Case.objects.get(pk=answer.subject_id))


def _body(request: Request) -> object:
    """Return the JSON, or the part “request” of a form. Raises ``ParseError``."""
    data = request.data
    if not isinstance(data, QueryDict):
        return data
    part = data.get("request", "")
    if not isinstance(part, str) or len(part) > MAX_BYTES:
        raise ParseError
    try:
        return orjson.loads(part)
    except orjson.JSONDecodeError as error:
        raise ParseError from error


def _send(data: dict[str, Any], uploaded: list[Any]) -> Answer:
    with transaction.atomic():
        case = send_request(data, locale=data["locale"], case_id=uuid4())
        with files.taking(uploaded, case):
            return Answer(201, {}, str(case.pk))
