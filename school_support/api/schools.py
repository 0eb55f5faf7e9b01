"""The register of schools."""

from typing import Any, Final, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from cms.cases.api.views import OF_READING
from cms.core import content_version, rate_limit
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare
from cms.delivery.api.list_queries import DESCRIBED, window
from cms.delivery.api.problems import InvalidParametersError, language_of
from cms.delivery.api.responses import json_answer
from cms.delivery.api.schema_decorators import list_of, parameter, reads
from cms.delivery.region import region
from school_support.domain.school_search import search
from school_support.models import School

MAX_QUERY: Final = 100
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

    known_parameters = frozenset({"q", "county", "limit", "offset", "_"})

    @reads(
        "schools_list",
        TAG,
        list_of(declare(SchoolJSON)),
        parameters=[
            parameter(
                "q",
                {"type": "string", "maxLength": MAX_QUERY},
                "Words of the name, the town or the number.",
            ),
            parameter(
                "county", {"type": "string", "maxLength": 8}, "A county's official code (TERYT)."
            ),
            *(known for known in DESCRIBED if known.name in {"limit", "offset"}),
        ],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the schools that have all the words; none without words."""
        rate_limit.check([(OF_READING, rate_limit.client_of(request))])
        words, county = request.GET.get("q", ""), request.GET.get("county", "")
        if len(words) > MAX_QUERY:
            raise InvalidParametersError({"q": _("This value is too long.")})
        if county and county not in region().counties:
            raise InvalidParametersError({"county": _("There is no such county in the region.")})
        found = search(words, county)
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
