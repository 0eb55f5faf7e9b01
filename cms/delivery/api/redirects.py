"""Redirects from old addresses."""

from collections.abc import Iterable
from typing import Any, Final, TypedDict

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.core import locales
from cms.core.representations.json_types import Url
from cms.core.representations.visibility import Visibility
from cms.core.sanitise import safe_url

from .components import declare
from .list_queries import DESCRIBED
from .parameter_types import ID, TEXT
from .resources import (
    FIELDS,
    OPTIONAL_ID,
    Resource,
    ResourceDetailView,
    ResourceFindView,
    ResourceListView,
    detail_url,
)
from .schema_decorators import list_of, parameter, reads, redirects


class RedirectMetaJSON(TypedDict, total=False):
    """What identifies a redirect."""

    type: str
    detail_url: Url


class RedirectItemJSON(TypedDict, total=False):
    """``location`` is an address of the public site, or one elsewhere."""

    id: int
    meta: RedirectMetaJSON
    old_path: str
    location: str


def _public(visibility: Visibility) -> QuerySet[Redirect]:
    """Return the redirects whose target everybody may see."""
    pages = visibility.public(Page.objects.all())
    rows: QuerySet[Redirect] = Redirect.objects.filter(
        Q(redirect_page=None) | Q(redirect_page__in=pages)
    ).select_related("redirect_page")
    return rows


def _represent(found: Iterable[Redirect], _visibility: Visibility) -> list[dict[str, Any]]:
    return [
        {
            "id": redirect.pk,
            "meta": {
                "type": redirect._meta.label,
                "detail_url": detail_url("redirects", redirect.pk),
            },
            "old_path": redirect.old_path,
            "location": _location(redirect),
        }
        for redirect in found
    ]


def _location(redirect: Redirect) -> str:
    if redirect.redirect_page is None:
        return safe_url(redirect.redirect_link)
    path = redirect.redirect_page.url_path.rstrip("/")
    return locales.html_url(f"{path}{redirect.redirect_page_route_path or '/'}")


REDIRECTS: Final = Resource(
    name="redirects",
    public=_public,
    represent=_represent,
    columns={"id": ID, "old_path": TEXT},
    fields=frozenset({"id", "type", "detail_url", "old_path", "location"}),
    listed=frozenset({"id", "type", "detail_url", "old_path", "location"}),
)


class RedirectListView(ResourceListView):
    """Redirects to public pages and to addresses elsewhere."""

    resource = REDIRECTS

    @reads(
        "redirects_list",
        "redirects",
        list_of(declare(RedirectItemJSON)),
        parameters=[
            *REDIRECTS.described,
            *(known for known in DESCRIBED if not known.name.startswith("search")),
        ],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the list."""
        return super().get(request)


class RedirectDetailView(ResourceDetailView):
    """A redirect."""

    resource = REDIRECTS

    @reads(
        "redirects_detail",
        "redirects",
        declare(RedirectItemJSON),
        parameters=[FIELDS],
        may_be_missing=True,
    )
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the redirect."""
        return super().get(request, pk)


class RedirectFindView(ResourceFindView):
    """The redirect to a redirect, by its id or by the old path."""

    resource = REDIRECTS

    @redirects(
        "redirects_find",
        "redirects",
        [
            parameter("html_path", TEXT.schema, "The old path."),
            OPTIONAL_ID,
            FIELDS,
        ],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the redirect's detail address."""
        return super().get(request)

    def find(self, request: HttpRequest, rows: QuerySet[Any]) -> Model | None:
        """Return the redirect from a path, or the one with an id."""
        path = request.GET.get("html_path", "")
        if not path:
            return super().find(request, rows)
        try:
            old_path = Redirect.normalise_path(path)
        except ValueError:
            return None
        found: Model | None = rows.filter(old_path=old_path).order_by("pk").first()
        return found
