"""A page by its id, by its path, and the redirect of Wagtail's own ``find``."""

from typing import Final

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core import locales
from cms.core.representations.visibility import Visibility
from cms.delivery import documents
from cms.delivery.documents import Document, Elsewhere
from cms.delivery.documents.lookup import find_page
from cms.delivery.documents.page_serializer import detail_url
from cms.delivery.documents.store import MAX_ID

from .base import PublicView, required, whole_number
from .field_selection import known_fields, select
from .json_schema import Schema, reference
from .page_types import page_types
from .parameter_types import MAX_TEXT
from .problems import InvalidParametersError, problem
from .resources import FIELDS, OPTIONAL_ID, redirect_to
from .responses import answer, json_answer
from .schema_decorators import parameter, reads, redirects

_PATH: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
HTML_PATH: Final = parameter("html_path", _PATH, "A path such as /uk/zhytlo/.", required=True)
OPTIONAL_PATH: Final = parameter("html_path", _PATH, "A path such as /uk/zhytlo/.")


class PageDetailView(PublicView):
    """A page in its own language."""

    passes_over_unknown = True

    @reads("pages_detail", "pages", reference("Page"), may_be_missing=True, hidden=["fields"])
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the page's document.

        With ``fields`` as in lists it is the part of it that is asked for, a ListedPage.
        """
        return page_answer(request, documents.by_id(pk))


class PageByPathView(PublicView):
    """A page by its path, in one request, in every language."""

    @reads(
        "pages_by_path",
        "pages",
        reference("Page"),
        parameters=[HTML_PATH],
        may_be_missing=True,
        hidden=["fields"],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the document that answers at a path.

        In every language there is one for each page: the translation, or the source's text. When
        its ``meta.html_url`` is not the address that was asked for, that is where it has moved.
        A problem with a ``location`` names the address elsewhere to which editors redirect.
        """
        found = documents.by_path(required(request.GET, "html_path"))
        if isinstance(found, Elsewhere):
            return problem(request, 404, members={"location": found.location})
        return page_answer(request, found)


class PageFindView(PublicView):
    """Wagtail's way to find a page: a redirect to its address in the API."""

    passes_over_unknown = True

    @redirects("pages_find", "pages", [OPTIONAL_PATH, OPTIONAL_ID, FIELDS])
    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the page's detail address."""
        return redirect_to(request, detail_url(_find(request)))


def page_answer(request: HttpRequest, document: Document | None) -> HttpResponse:
    """Return a document, or the part of it that ``fields`` asks for. Raises ``Http404``."""
    if document is None:
        raise Http404
    if "fields" not in request.GET:
        return answer(request, document.body, document.version, etag=document.etag)
    known = known_fields(page_types().values())
    selection = select(request.GET["fields"], known, known.keys())
    return json_answer(request, selection.of(orjson.loads(document.body)), document.version)


def _find(request: HttpRequest) -> int:
    """Return the id of the page that is looked for. Raises ``Http404``."""
    visibility = Visibility.load()
    if path := request.GET.get("html_path", ""):
        # The root is the page at the root of the site: the source's home.
        found = find_page(f"/{path.strip('/') or locales.SOURCE}/", visibility)
    elif "id" in request.GET:
        page_id = whole_number("id", request.GET["id"], maximum=MAX_ID)
        found = visibility.public(Page.objects.filter(pk=page_id)).first()
    else:
        raise InvalidParametersError({"html_path": _("This parameter is required.")})
    if found is None:
        raise Http404
    return int(found.pk)
