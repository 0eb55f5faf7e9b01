"""Lists, details and ``find`` of what is not a page: images, documents, redirects."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from drf_spectacular.utils import OpenApiParameter

from cms.core import content_version
from cms.core.content_version import VersionedCache
from cms.core.representations.visibility import Visibility

from . import list_queries
from .base import PublicView, required
from .field_selection import FIELD_NAMES, Fields, select
from .parameter_types import ID, TEXT
from .responses import PUBLIC, json_answer
from .schema_decorators import parameter

FIELDS: Final = parameter(
    "fields",
    FIELD_NAMES,
    "Names with commas between them; -name leaves one out, _ at the beginning leaves all out.",
)
OPTIONAL_ID: Final = parameter("id", ID.schema, "The id of what is looked for.")
REQUIRED_ID: Final = parameter("id", ID.schema, "The id of what is looked for.", required=True)
MAX_TAGS: Final = 5
_TAGS: Final = parameter(
    "tags",
    TEXT.schema,
    "Tags with commas between them; all must be there.",
)

_FINDING: Final = ("id", "html_path")

Represent = Callable[[Iterable[Any], Visibility], list[dict[str, Any]]]

_counts: Final[VersionedCache[int]] = VersionedCache()


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of object: which of them are public, how they look, what they are chosen by.

    ``fields`` are all names of a document, ``listed`` those that a list shows by default.
    """

    name: str
    public: Callable[[Visibility], QuerySet[Any]]
    represent: Represent
    columns: list_queries.Columns
    fields: frozenset[str]
    listed: frozenset[str]
    has_tags: bool = False

    @property
    def described(self) -> list[OpenApiParameter]:
        """The parameters that choose objects, as the API document has them."""
        return [*list_queries.described(self.columns), *([_TAGS] if self.has_tags else [])]

    @property
    def known_fields(self) -> Fields:
        """The same names as ``fields``; none of them leads to other objects."""
        return dict.fromkeys(self.fields, ())

    @property
    def filters(self) -> frozenset[str]:
        """Their names."""
        return frozenset(known.name for known in self.described)


class ResourceListView(PublicView):
    """A list of a resource's public objects."""

    resource: ClassVar[Resource]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the list and how long the whole list is."""
        resource, parameters = self.resource, request.GET
        version = content_version.current()
        visibility = Visibility.load(version)
        chosen = select(parameters.get("fields", ""), resource.known_fields, resource.listed)
        rows = list_queries.ordered(
            _filtered(resource, request, visibility), parameters, resource.columns
        )
        window = list_queries.window(parameters)
        if "search" in parameters:
            rows = list_queries.searched(rows, parameters)
            total = rows.count()
        else:
            key = (resource.name, *((name, parameters.get(name)) for name in resource.filters))
            total = _counts.get(version, key, rows.count)
        items = [chosen.of(item) for item in resource.represent(rows[window], visibility)]
        value = {"meta": {"total_count": total}, "items": items}
        return json_answer(request, value, version, keep=list_queries.may_be_kept(parameters))


class ResourceDetailView(PublicView):
    """One public object."""

    resource: ClassVar[Resource]
    passes_over_unknown = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the object."""
        version = content_version.current()
        visibility = Visibility.load(version)
        found = self.resource.represent(self.resource.public(visibility).filter(pk=pk), visibility)
        if not found:
            raise Http404
        fields = self.resource.known_fields
        chosen = select(request.GET.get("fields", ""), fields, fields.keys())
        return json_answer(request, chosen.of(found[0]), version)


class ResourceFindView(PublicView):
    """The redirect to an object's address in the API."""

    resource: ClassVar[Resource]
    passes_over_unknown = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the object's detail address."""
        visibility = Visibility.load()
        found = self.find(request, self.resource.public(visibility))
        if found is None:
            raise Http404
        return redirect_to(request, detail_url(self.resource.name, found.pk))

    def find(self, request: HttpRequest, rows: QuerySet[Any]) -> Model | None:
        """Return the object that is looked for, or None."""
        pk = ID.read("id", required(request.GET, "id"))
        found: Model | None = rows.filter(pk=pk).first()
        return found


def redirect_to(request: HttpRequest, url: str) -> HttpResponse:
    """Return the redirect to what was found, with all parameters that did not serve to find it."""
    query = request.GET.copy()
    for name in _FINDING:
        query.pop(name, None)
    response = HttpResponseRedirect(f"{url}?{query.urlencode()}" if query else url)
    response.headers["Cache-Control"] = PUBLIC
    return response


def detail_url(name: str, pk: int) -> str:
    """Return an object's address in the API."""
    return f"{settings.CMS_URL}/api/v2/{name}/{pk}/"


def _filtered(resource: Resource, request: HttpRequest, visibility: Visibility) -> QuerySet[Any]:
    rows = resource.public(visibility)
    rows = rows.filter(**list_queries.by_columns(request.GET, resource.columns))
    if resource.has_tags:
        tags = TEXT.read("tags", request.GET.get("tags", "")).split(",")[:MAX_TAGS]
        for tag in filter(None, tags):
            rows = rows.filter(pk__in=rows.model.objects.filter(tags__name=tag).values("pk"))
    return rows
