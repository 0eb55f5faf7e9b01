"""The register of schools."""

from typing import Any, Final, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cms.cases.api.views import OF_READING
from cms.core import content_version, rate_limit
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare
from cms.delivery.api.list_queries import WINDOW, window
from cms.delivery.api.parameter_types import COUNTY, words
from cms.delivery.api.problems import language_of
from cms.delivery.api.query_filters import QueryFilter, read_filters
from cms.delivery.api.responses import json_answer
from cms.delivery.api.schema_decorators import list_of, reads
from cms.delivery.region import region
from school_support.domain.school_search import search
from school_support.models import School

FILTERS: Final[list[QueryFilter[School]]] = [
    QueryFilter("q", words(100), "Words of the name, the town or the number."),
    QueryFilter("county", COUNTY, "A county's official code (TERYT)."),
]
TAG: Final = "school support"


class CountyJSON(TypedDict):
    """A county: its official code (TERYT), and its name in the reader's language."""

    code: str
    name: str


class SchoolJSON(TypedDict):
    """A school of the register."""

    rspo: str
    name: str
    kind: str
    street: str
    postcode: str
    town: str
    county: CountyJSON | None


class SchoolListView(PublicView):
    """Schools that are open."""

    @reads(
        "schools_list",
        TAG,
        list_of(declare(SchoolJSON)),
        parameters=[*(known.parameter for known in FILTERS), *WINDOW],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the schools that have all the words; none without words."""
        rate_limit.check([(OF_READING, rate_limit.client_of(request))])
        # A form sends the fields that were left empty, too.
        filled = {name: text for name, text in request.GET.dict().items() if text}
        chosen = read_filters(FILTERS, filled)
        chosen.refuse_errors()
        found = search(chosen.values.get("q", ""), chosen.values.get("county", ""))
        value = {
            "meta": {"total_count": found.count()},
            "items": [represent(one, language_of(request)) for one in found[window(request.GET)]],
        }
        # The register is no content of the site: nobody keeps this by the content version.
        return json_answer(request, value, content_version.current(), keep=False)


class SchoolDetailView(PublicView):
    """A school."""

    @reads("schools_detail", TAG, declare(SchoolJSON), may_be_missing=True)
    def get(self, request: HttpRequest, rspo: str) -> HttpResponse:
        """Return the school with a number, also one that is closed."""
        school = get_object_or_404(School, rspo=rspo)
        value = represent(school, language_of(request))
        return json_answer(request, value, content_version.current(), keep=False)


def represent(school: School, code: str) -> dict[str, Any]:
    """Return what ``SchoolJSON`` describes."""
    known = school.county in region().counties
    name = region().county_name(school.county, code) if known else ""
    names = ("rspo", "name", "kind", "street", "postcode", "town")
    return {
        **{field: getattr(school, field) for field in names},
        "county": {"code": school.county, "name": name} if known else None,
    }
