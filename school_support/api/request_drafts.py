"""The form, page by page: what was typed is kept until it is sent."""

import logging
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from cms.background import outbox
from cms.cases.api.case_json import CaseFileJSON, CaseReceivedJSON
from cms.cases.api.problem_responses import refusing
from cms.cases.api.uploads import SmallMultiPartParser, files_of
from cms.cases.api.views import OF_CLIENT, OF_LINKS, OF_READING, private, private_json
from cms.cases.domain import files
from cms.cases.domain.notifications import LetterKind, tell
from cms.cases.domain.private_links import private_url
from cms.cases.domain.serializers import represent_file
from cms.cases.models import Case, CaseFile
from cms.core import rate_limit
from cms.core.rate_limit import Limit
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare, takes
from cms.delivery.api.idempotency import Answer, once
from cms.delivery.api.problems import InvalidParametersError, language_of, problem
from cms.delivery.api.request_bodies import SmallJSONParser, checked
from cms.delivery.api.responses import JSON
from cms.delivery.api.schema_decorators import problems, reads, writes
from school_support.domain import request_drafts
from school_support.domain.duplicate_requests import duplicate_requests_of
from school_support.domain.letters import LINK, address_of
from school_support.enums import Step
from school_support.models import RequestDraft

from .input_serializers import SERIALIZERS, NewDraftSerializer
from .request_draft_serializer import Checked, represent_draft
from .request_json import DraftJSON, DraftStartedJSON, NewDraftJSON, SentJSON

logger = logging.getLogger(__name__)

HOUR: Final = 60 * 60
OF_WRITING: Final = Limit("draft.writing", 20 * settings.CASES_AN_HOUR, HOUR)
# Of mails to one school: which one it is anybody may type.
OF_SCHOOL: Final = Limit("draft.school", 5, HOUR)
CHANGED: Final = _(
    "This page was changed on another device meanwhile. What you typed stands below and is not kept"
    " yet: if you send it again, it takes the place of the other."
)
TAG: Final = "school support"
STEP: Final = OpenApiParameter(
    "step", {"type": "string", "enum": list(SERIALIZERS)}, OpenApiParameter.PATH
)
VERSION: Final = OpenApiParameter("If-Match", {"type": "string"}, OpenApiParameter.HEADER)


class DraftView(PublicView):
    """What is below the private link of a draft."""

    parser_classes: tuple[type[BaseParser], ...] = (SmallJSONParser,)

    def find(self, request: HttpRequest, token: str, limit: Limit = OF_WRITING) -> RequestDraft:
        """Return the draft. Raises ``Http404``, the same for all reasons, ``Throttled``."""
        rate_limit.check([(limit, rate_limit.client_of(request))])
        draft = request_drafts.find(token)
        if draft is None:
            logger.warning("Refused: a link leads to no draft of a request.")
            raise Http404
        return draft

    def shown(self, request: HttpRequest, token: str) -> HttpResponse:
        """Answer with the draft as it is now."""
        draft = request_drafts.find(token)
        if draft is None:
            raise Http404
        with translation.override(language_of(request)):
            return private_json(represent_draft(draft, base_of(token)))


class DraftListView(PublicView):
    """Where the form begins."""

    parser_classes = (SmallJSONParser,)

    @writes("drafts_start", TAG, takes(NewDraftJSON, NewDraftSerializer), declare(DraftStartedJSON))
    def post(self, request: Request) -> HttpResponse:
        """Begin a request; the answer holds the way back to it."""
        rate_limit.check([(OF_WRITING, rate_limit.client_of(request))])
        body = request.data
        data = checked(request, NewDraftSerializer, body)

        def begin() -> Answer:
            return Answer(201, {}, str(request_drafts.start(data["locale"], uuid4()).pk))

        answer = once(request, "school_support.draft", data, begin)
        draft = RequestDraft.objects.get(pk=answer.subject_id)
        return private_json({"resume_url": request_drafts.resume_url(draft)}, 201)


class DraftDetailView(DraftView):
    """A draft."""

    @reads("drafts_detail", TAG, declare(DraftJSON), cached=False, may_be_missing=True)
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Return what was typed, what is wrong with it, and what is still missing."""
        self.find(request, token, OF_READING)
        return self.shown(request, token)


class DraftStepView(DraftView):
    """A page of the form."""

    @extend_schema(parameters=[STEP, VERSION])
    @writes("drafts_put", TAG, {"type": "object"}, declare(DraftJSON), status=200)
    def put(self, request: Request, token: str, step: str) -> HttpResponse:
        """Keep what was typed on a page, also what is wrong; ``errors`` of the answer say what.

        With ``If-Match``, the ``version`` of the page that was filled in: 409 with the reason
        ``changed`` if something else was kept meanwhile, from another device.
        """
        draft = self.find(request, token)
        if step not in SERIALIZERS:
            raise Http404
        body = request.data
        fields = SERIALIZERS[step]().fields
        if not isinstance(body, dict) or body.keys() - fields.keys() or _has_nul(body):
            raise InvalidParametersError({step: _("This is not what the page asks for.")})
        seen = request.headers.get("If-Match", "").strip('"') or None
        try:
            request_drafts.put(draft, step, body, seen=seen)
        except request_drafts.ChangedError:
            return problem(request, 409, detail=CHANGED, members={"reason": "changed"})
        return self.shown(request, token)


class DraftFilesView(DraftView):
    """The files of a draft."""

    parser_classes = (SmallMultiPartParser,)

    @extend_schema(
        operation_id="drafts_upload",
        tags=[TAG],
        request={
            "multipart/form-data": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
        responses={
            (201, JSON): declare(CaseFileJSON),
            **problems(may_be_missing=True, is_write=True),
        },
        auth=[],
    )
    @refusing
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Keep a file; five at most."""
        draft = self.find(request, token)
        uploaded = files_of(request, "file")
        if not uploaded or draft.case_id:
            raise InvalidParametersError({"file": _("Please choose a file.")})
        kept = files.take(uploaded[0], draft_id=draft.pk)
        request_drafts.touch(draft)
        return private_json(represent_file(kept, base_of(token)), 201)


class DraftFileView(DraftView):
    """A file of a draft."""

    @extend_schema(
        operation_id="drafts_file",
        tags=[TAG],
        responses={
            (200, "application/octet-stream"): {"type": "string", "format": "binary"},
            **problems(may_be_missing=True),
        },
        auth=[],
    )
    def get(self, request: HttpRequest, token: str, file_id: UUID) -> FileResponse:
        """Return the file, as an attachment."""
        draft = self.find(request, token, OF_READING)
        return files.answer(get_object_or_404(CaseFile, pk=file_id, draft_id=draft.pk))

    @extend_schema(
        operation_id="drafts_remove_file",
        tags=[TAG],
        responses={204: None, **problems(may_be_missing=True, is_write=True)},
        auth=[],
    )
    def delete(self, request: HttpRequest, token: str, file_id: UUID) -> HttpResponse:
        """Delete the file."""
        draft = self.find(request, token)
        files.remove(get_object_or_404(CaseFile, pk=file_id, draft_id=draft.pk))
        return private(HttpResponse(status=204))


class DraftSendView(DraftView):
    """The end of the form."""

    @writes("drafts_send", TAG, None, declare(CaseReceivedJSON))
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Make a case of the draft; sent again it is answered the same.

        Answers 409 with what is missing by page and field.
        """
        draft = self.find(request, token)
        if draft.case is not None:
            return received(draft.case)
        with translation.override(language_of(request)):
            found = Checked(draft.answers)
            errors = {
                f"{step}.{name}" if name else step: told
                for step, by_name in found.errors.items()
                for name, told in by_name.items()
            }
        if errors:
            detail = _("Something is still missing.")
            return problem(
                request, 409, detail=detail, errors=errors, members={"reason": "incomplete"}
            )
        if not found.asks_what_was_tried:
            found.answers.pop(Step.TRIED, None)
        with rate_limit.taking([(OF_CLIENT, rate_limit.client_of(request))]):
            return received(request_drafts.send(draft, found.answers))


class DraftLinkView(DraftView):
    """The way back to a draft, by mail."""

    @writes("drafts_link", TAG, None, declare(SentJSON), status=202)
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Send the link of the form to the contact person's address."""
        draft = self.find(request, token, OF_LINKS)
        if Checked(draft.answers).errors.get(Step.CONTACT, {}).get("email") or not address_of(
            draft
        ):
            raise InvalidParametersError({"contact.email": _("Please fill this in.")})
        outbox.post(LINK, subject_id=str(draft.pk))
        return private_json({"sent": True}, 202)


class DraftKnownLinkView(DraftView):
    """The way to what the school asked for before."""

    @writes("drafts_known_link", TAG, None, declare(SentJSON), status=202)
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Send the link of an earlier request, if there is one, to the address it came from.

        The answer is the same if there is none: which school asked is for that school alone.
        """
        draft = self.find(request, token, OF_LINKS)
        answers = Checked(draft.answers).answers
        rspo = answers.get(Step.SCHOOL, {}).get("rspo", "")
        rate_limit.check([(OF_SCHOOL, rate_limit.digest(rspo))])
        case = duplicate_requests_of(rspo, answers.get(Step.SUPPORT, {}).get("kinds", []))
        if case is not None:
            with transaction.atomic():
                tell(case, LetterKind.LINK)
        return private_json({"sent": True}, 202)


def base_of(token: str) -> str:
    """Return the address of a draft."""
    return f"{settings.CMS_URL}/api/v2/school-support/drafts/{token}/"


def received(case: Case) -> HttpResponse:
    """Answer with the reference and the private link of a case."""
    return private_json({"reference": case.reference, "status_url": private_url(case)}, 201)


def _has_nul(value: object) -> bool:
    """Tell whether a text in it holds what no database stores."""
    if isinstance(value, dict):
        return any(_has_nul(each) for each in (*value.keys(), *value.values()))
    if isinstance(value, list):
        return any(map(_has_nul, value))
    return isinstance(value, str) and ("\x00" in value or not _is_encodable(value))


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
