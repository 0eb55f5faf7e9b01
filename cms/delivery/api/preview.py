"""Drafts, for whoever holds a token that is signed, fresh and stored."""

from django.http import Http404, HttpRequest, HttpResponse

from cms.core.models import BasePage
from cms.core.previews import find_draft
from cms.core.representations.context import Reader
from cms.core.representations.visibility import Visibility
from cms.delivery.documents.page_serializer import represent_pages
from cms.delivery.documents.store import encode

from .base import PublicView, required
from .json_schema import reference
from .responses import JSON, POLICY, PRIVATE
from .schema_decorators import parameter, reads


class PreviewView(PublicView):
    """A draft as a reader would see it once published.

    Clients of wagtail-headless-preview name the type and the fields too; the token says it all.
    """

    passes_over_unknown = True

    @reads(
        "preview",
        "pages",
        reference("Page"),
        parameters=[
            parameter(
                "token",
                {"type": "string", "maxLength": 2000, "pattern": "^[A-Za-z0-9_:.=-]+$"},
                "From the editor's preview; lives 15 minutes.",
                required=True,
            )
        ],
        cached=False,
        may_be_missing=True,
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the draft's document; every token that does not open one is a 404 like another."""
        draft = find_draft(required(request.GET, "token"))
        if not isinstance(draft, BasePage):
            raise Http404
        visibility = Visibility.load()
        reader = Reader(visibility.locale_codes[draft.locale_id], visibility)
        document = represent_pages([draft], reader)[0]
        document["meta"]["preview"] = True
        response = HttpResponse(encode(document), content_type=JSON)
        response.headers["Cache-Control"] = PRIVATE
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
