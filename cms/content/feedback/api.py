"""“Did this help?”: readers answer without an account."""

from functools import partial
from typing import Annotated, Any, Final, NotRequired, TypedDict

from django.http import Http404, HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from wagtail.models import Page

from cms.core import locales, rate_limit
from cms.core.rate_limit import Limit
from cms.core.representations.json_types import Format, LocaleCode
from cms.core.representations.visibility import Visibility
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare, takes
from cms.delivery.api.idempotency import Answer, once
from cms.delivery.api.request_bodies import SmallJSONParser, checked
from cms.delivery.api.responses import JSON, POLICY, PRIVATE
from cms.delivery.api.schema_decorators import writes
from cms.delivery.documents.store import MAX_ID, encode

from .domain.submission import receive
from .models import MAX_COMMENT

HOUR: Final = 60 * 60
OF_CLIENT: Final = Limit("feedback.client", 30, HOUR)
OF_CLIENT_AND_PAGE: Final = Limit("feedback.client-page", 5, HOUR)
# From all clients together: so many that only a machine writes them.
OF_PAGE: Final = Limit("feedback.page", 500, HOUR)
# What failed here or was refused counts only towards this one: an outage uses up nobody's answers.
OF_TRYING: Final = Limit("feedback.trying", 300, HOUR)


class FeedbackJSON(TypedDict):
    """``locale`` is the language in which the reader sees the page."""

    helpful: bool
    comment: NotRequired[Annotated[str, Format({"type": "string", "maxLength": MAX_COMMENT})]]
    locale: LocaleCode


class FeedbackReceivedJSON(TypedDict):
    """The answer has been stored."""

    received: bool


class FeedbackSerializer(serializers.Serializer[Any]):
    """Checks what :class:`FeedbackJSON` describes."""

    helpful = serializers.BooleanField()
    comment = serializers.CharField(required=False, allow_blank=True, max_length=MAX_COMMENT)
    locale = serializers.ChoiceField(choices=locales.CODES)


class FeedbackView(PublicView):
    """One reader's answer about one page."""

    parser_classes = (SmallJSONParser,)

    @writes(
        "pages_feedback",
        "pages",
        takes(FeedbackJSON, FeedbackSerializer),
        declare(FeedbackReceivedJSON),
    )
    def post(self, request: Request, pk: int) -> HttpResponse:
        """Store the answer.

        Sent again with the same ``Idempotency-Key`` within a day, it is stored once.
        """
        client = rate_limit.client_of(request)
        rate_limit.check([(OF_TRYING, client)])
        page = _public_page(pk)
        answer = checked(request, FeedbackSerializer, request.data)
        mine = [(OF_CLIENT, client), (OF_CLIENT_AND_PAGE, f"{client}:{pk}"), (OF_PAGE, str(pk))]
        with rate_limit.taking(mine):
            once(request, f"feedback:{pk}", answer, partial(_store, page, answer))
        response = HttpResponse(encode({"received": True}), status=201, content_type=JSON)
        response.headers["Cache-Control"] = PRIVATE
        response.headers["Content-Security-Policy"] = POLICY
        return response


def _public_page(pk: int) -> Page:
    """Return a page that everybody may see. Raises ``Http404``."""
    page = None
    if pk <= MAX_ID:
        page = Visibility.load().public(Page.objects.filter(pk=pk)).first()
    if page is None:
        raise Http404
    return page


def _store(page: Page, answer: dict[str, Any]) -> Answer:
    receive(page, **answer)
    return Answer(201)
