"""Questions to a point."""

from typing import Any, Final, NotRequired, TypedDict
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from cms.cases.api.case_json import CaseReceivedJSON
from cms.cases.api.input_serializers import address, language, line
from cms.cases.api.views import OF_CLIENT, OF_TARGET, OF_TRYING, private_json
from cms.cases.domain.case_creation import Contact
from cms.cases.domain.private_links import private_url
from cms.cases.models import Case
from cms.cases.rules.text_limits import MAX_TEXT
from cms.content.points.domain.directory import directory
from cms.content.points.domain.questions import ask
from cms.core import content_version, locales, rate_limit
from cms.core.representations.json_types import Agreed, LocaleCode
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare, takes
from cms.delivery.api.idempotency import Answer, once
from cms.delivery.api.request_bodies import SmallJSONParser, checked
from cms.delivery.api.schema_decorators import writes

from .points import source_id

SCOPE: Final = "points.question"
WITHOUT_CONSENT: Final = _("Without this we cannot take your question.")


class NewQuestionJSON(TypedDict):
    """A question; ``consent`` says that the information clause was read."""

    locale: LocaleCode
    email: str
    name: NotRequired[str]
    text: str
    consent: Agreed


class NewQuestionSerializer(serializers.Serializer[Any]):
    """Checks what :class:`NewQuestionJSON` describes."""

    locale = language()
    email = address()
    name = line(120)
    text = serializers.CharField(max_length=MAX_TEXT)
    consent = serializers.BooleanField(error_messages={"invalid": WITHOUT_CONSENT})

    def validate_consent(self, value: object) -> object:
        """Refuse a question without it."""
        if not value:
            raise serializers.ValidationError(WITHOUT_CONSENT)
        return value


class QuestionView(PublicView):
    """Questions to a point."""

    parser_classes = (SmallJSONParser,)

    @writes(
        "points_ask",
        "cases",
        takes(NewQuestionJSON, NewQuestionSerializer),
        declare(CaseReceivedJSON),
    )
    def post(self, request: Request, pk: int) -> HttpResponse:
        """Open a case for the advisers of the point's county.

        Sent again with the same ``Idempotency-Key`` within a day, it is done once and answered the
        same.
        """
        client = rate_limit.client_of(request)
        rate_limit.check([(OF_TRYING, client)])
        body = request.data
        data = checked(request, NewQuestionSerializer, body)
        point = _public_point(pk)
        with rate_limit.taking([(OF_CLIENT, client), (OF_TARGET, str(point))]):
            answer = once(request, SCOPE, {**data, "point": point}, lambda: _ask(point, data))
        case = Case.objects.get(pk=answer.subject_id)
        received = {"reference": case.reference, "status_url": private_url(case)}
        return private_json(received, answer.status)


def _public_point(pk: int) -> int:
    """Return the source page's id of a public point. Raises ``Http404``."""
    version = content_version.current()
    known = directory(locales.SOURCE, version)
    point = known.find(pk) or known.find(source_id(pk, version))
    if point is None:
        raise Http404
    return point.json["id"]


def _ask(point: int, data: dict[str, Any]) -> Answer:
    contact = Contact(name=data.get("name", ""), email=data["email"])
    case = ask(point, locale=data["locale"], text=data["text"], contact=contact, case_id=uuid4())
    return Answer(201, {}, str(case.pk))
