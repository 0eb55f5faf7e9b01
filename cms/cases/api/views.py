"""The addresses below a private link; a feature mounts them for its kind of case."""

import logging
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Final, cast
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import translation
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from cms.cases.domain import (
    appointments,
    case_actions,
    case_messages,
    errors,
    files,
    private_links,
)
from cms.cases.domain.notifications import LetterKind, tell
from cms.cases.domain.serializers import represent_case, represent_message
from cms.cases.models import Appointment, Case, CaseFile, Message
from cms.cases.rules.case_references import normalised
from cms.cases.rules.email_addresses import normalised as normalised_address
from cms.cases.rules.personal_data_detection import findings
from cms.cases.rules.text_limits import MAX_TEXT
from cms.core import rate_limit
from cms.core.rate_limit import Limit
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare, takes
from cms.delivery.api.idempotency import Answer, once
from cms.delivery.api.json_schema import Schema
from cms.delivery.api.problems import language_of
from cms.delivery.api.request_bodies import SmallJSONParser, checked
from cms.delivery.api.responses import JSON, POLICY, PRIVATE
from cms.delivery.api.schema_decorators import problems, reads, writes
from cms.delivery.documents.store import encode

from .case_json import (
    CaseJSON,
    CaseMessageJSON,
    LinkRequestJSON,
    LinkSentJSON,
    NewMessageJSON,
    NewRatingJSON,
    WarningsJSON,
)
from .input_serializers import LinkSerializer, MessageSerializer, RatingSerializer
from .problem_responses import refusing
from .uploads import SmallMultiPartParser, digest_of, fields_of, files_of

logger = logging.getLogger(__name__)

HOUR: Final = 60 * 60
# A school's whole staff may sit behind one address.
OF_CLIENT: Final = Limit("case.client", settings.CASES_AN_HOUR, HOUR)
# Whatever was wrong with it: a room with one address may type wrong as often as it takes.
OF_TRYING: Final = Limit("case.trying", 20 * settings.CASES_AN_HOUR, HOUR)
OF_READING: Final = Limit("case.reading", 20 * settings.CASES_AN_HOUR, HOUR)
OF_LINKS: Final = Limit("case.links", settings.CASES_AN_HOUR // 3 + 1, HOUR)
OF_TARGET: Final = Limit("case.target", 5 * settings.CASES_AN_HOUR, HOUR)


def private(response: HttpResponse) -> HttpResponse:
    """Mark an answer that is for one reader only."""
    response.headers["Cache-Control"] = PRIVATE
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def private_json(value: object, status: int = 200) -> HttpResponse:
    """Return JSON for one reader only."""
    return private(HttpResponse(encode(value), status=status, content_type=JSON))


class CaseView(PublicView):
    """What is below the private link of a case; ``kind`` and ``base`` are the feature's own."""

    kind: ClassVar[str] = ""
    base: ClassVar[str] = ""
    parser_classes: tuple[type[BaseParser], ...] = (SmallJSONParser,)

    def find(self, request: HttpRequest, token: str) -> Case:
        """Return the case. Raises ``Http404``, the same for all reasons, ``Throttled``."""
        rate_limit.check([(OF_READING, rate_limit.client_of(request))])
        case = private_links.find(token, self.kind)
        if case is None:
            logger.warning("Refused: a link of the kind %s leads to no case.", self.kind)
            raise Http404
        return case

    def write(self, request: HttpRequest, token: str) -> Case:
        """Return the case to somebody who means to change it, likewise."""
        rate_limit.check([(OF_TRYING, rate_limit.client_of(request))])
        return self.find(request, token)

    def taking(self, request: HttpRequest) -> AbstractContextManager[None]:
        """Count what is done within for the client, once it is done. Raises ``Throttled``."""
        return rate_limit.taking([(OF_CLIENT, rate_limit.client_of(request))])

    def address(self, token: str) -> str:
        """Return the address of the case itself."""
        return f"{settings.CMS_URL}/api/v2/{self.base}/{token}/"

    def shown(self, request: HttpRequest, token: str, status: int = 200) -> HttpResponse:
        """Answer with the case as it stands."""
        case = private_links.find(token, self.kind)
        if case is None:
            raise Http404
        code = language_of(request)
        with translation.override(code):
            return private_json(represent_case(case, self.address(token), code), status)


class StatusView(CaseView):
    """Where a case stands."""

    @reads("cases_detail", "cases", declare(CaseJSON), cached=False, may_be_missing=True)
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Return the case, in the language of Accept-Language."""
        self.find(request, token)
        return self.shown(request, token)


MESSAGE_FORM: Final[Schema] = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "maxLength": MAX_TEXT},
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
    },
}


class MessagesView(CaseView):
    """What the sender writes."""

    parser_classes = (SmallJSONParser, SmallMultiPartParser)

    @writes(
        "cases_write",
        "cases",
        takes(NewMessageJSON, MessageSerializer),
        declare(CaseMessageJSON),
        others={200: declare(WarningsJSON)},
        form=MESSAGE_FORM,
    )
    @refusing
    def post(self, request: Request, token: str) -> HttpResponse:
        """Take a message, with files as ``multipart/form-data``; or only check its text."""
        case = self.write(request, token)
        data = checked(request, MessageSerializer, fields_of(request))
        if data.get("check"):
            found = [
                {"kind": one.kind, "excerpt": one.excerpt} for one in findings(data.get("text", ""))
            ]
            return private_json({"warnings": found})
        uploaded = files_of(request)
        sent = {
            "case": str(case.pk),
            "text": data.get("text", ""),
            "files": [*map(digest_of, uploaded)],
        }
        with self.taking(request):
            answer = once(request, "desk.message", sent, lambda: _hear(case, data, uploaded))
        message = Message.objects.get(pk=answer.subject_id)
        return private_json(represent_message(message, self.address(token)), answer.status)


class WithdrawView(CaseView):
    """The sender's own end of a case."""

    @writes("cases_withdraw", "cases", None, declare(CaseJSON), status=200)
    @refusing
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Withdraw the case; doing it twice is doing it once."""
        case = self.write(request, token)
        with self.taking(request):
            case_actions.withdraw(case.pk)
        return self.shown(request, token)


class RatingView(CaseView):
    """Whether the help helped."""

    @writes(
        "cases_rate", "cases", takes(NewRatingJSON, RatingSerializer), declare(CaseJSON), status=200
    )
    @refusing
    def post(self, request: Request, token: str) -> HttpResponse:
        """Rate a completed case; a later rating takes the place of an earlier one."""
        case = self.write(request, token)
        data = checked(request, RatingSerializer, fields_of(request))
        with self.taking(request):
            case_actions.rate(case.pk, stars=data["stars"], comment=data.get("comment", ""))
        return self.shown(request, token)


class FileView(CaseView):
    """A file of a case."""

    @extend_schema(
        operation_id="cases_file",
        tags=["cases"],
        responses={
            (200, "application/octet-stream"): {"type": "string", "format": "binary"},
            **problems(may_be_missing=True),
        },
        auth=[],
    )
    def get(self, request: HttpRequest, token: str, file_id: UUID) -> FileResponse:
        """Return the file, as an attachment."""
        case = self.find(request, token)
        own = CaseFile.objects.filter(case=case, message=None)
        said = CaseFile.objects.filter(message__in=case_messages.thread_of(case))
        return files.answer(get_object_or_404(own | said, pk=file_id))


class AppointmentView(CaseView):
    """The calendar file of an appointment."""

    @extend_schema(
        operation_id="cases_appointment",
        tags=["cases"],
        responses={(200, "text/calendar"): {"type": "string"}, **problems(may_be_missing=True)},
        auth=[],
    )
    def get(self, request: HttpRequest, token: str, appointment_id: UUID) -> HttpResponse:
        """Return a calendar file (RFC 5545)."""
        case = self.find(request, token)
        own = {case.pk, case.merged_into_id or case.pk}
        found = get_object_or_404(Appointment, pk=appointment_id, case__in=own)
        with translation.override(case.locale):
            content = appointments.calendar_of(found, case)
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="appointment.ics"'
        return private(response)


class LinkView(PublicView):
    """Where a private link that was lost is sent again."""

    kind: ClassVar[str] = ""
    parser_classes = (SmallJSONParser,)

    @writes(
        "cases_link",
        "cases",
        takes(LinkRequestJSON, LinkSerializer),
        declare(LinkSentJSON),
        status=202,
    )
    def post(self, request: Request) -> HttpResponse:
        """Send the link to the address it was sent to before, if it belongs to the reference."""
        data = checked(request, LinkSerializer, fields_of(request))
        reference = normalised(data["reference"])
        client, target = rate_limit.client_of(request), rate_limit.digest(reference)
        rate_limit.check([(OF_LINKS, client), (OF_LINKS, target)])
        found = Case.objects.filter(kind=self.kind, reference=reference).exclude(email="").first()
        if found is not None and normalised_address(found.email) == normalised_address(
            data["email"]
        ):
            with transaction.atomic():
                tell(found, LetterKind.LINK)
        return private_json({"sent": True}, 202)


def case_paths(kind: str, base: str) -> list[URLPattern]:
    """Return the addresses of a kind of case, below ``base``: ``questions`` and the like."""
    link = f"{base}/<str:token>/"
    mounted = (
        (f"{base}/links/", LinkView, "post", "link"),
        (link, StatusView, "get", "detail"),
        (f"{link}messages/", MessagesView, "post", "write"),
        (f"{link}withdraw/", WithdrawView, "post", "withdraw"),
        (f"{link}rating/", RatingView, "post", "rate"),
        (f"{link}files/<uuid:file_id>/", FileView, "get", "file"),
        (f"{link}appointments/<uuid:appointment_id>.ics", AppointmentView, "get", "appointment"),
    )
    return [
        path(route, _mounted(view, kind, base, method, f"{kind}_{name}").as_view())
        for route, view, method, name in mounted
    ]


def _mounted(
    view: type[PublicView], kind: str, base: str, method: str, operation: str
) -> type[PublicView]:
    """Return a view of a kind's own; the API document knows it by the name of the operation."""
    own = type(view.__name__, (view,), {"kind": kind, "base": base, "__doc__": view.__doc__})
    named = extend_schema_view(**{method: extend_schema(operation_id=operation)})(own)
    return cast("type[PublicView]", named)


def _hear(case: Case, data: dict[str, Any], uploaded: list[Any]) -> Answer:
    """Take a message with its files, all or nothing."""
    if case.texts_deleted_at:
        raise errors.ClosedError
    with transaction.atomic(), files.taking(uploaded, case) as kept:
        message = case_messages.hear(
            case.pk, text=data.get("text", ""), file_ids=[file.pk for file in kept]
        )
    return Answer(201, {}, str(message.pk))
