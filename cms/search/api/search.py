"""Search over everything public, and titles for what somebody is typing."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cms.core import content_version, locales, rate_limit
from cms.core.rate_limit import Limit
from cms.delivery.api.base import PublicView, required, whole_number
from cms.delivery.api.components import declare
from cms.delivery.api.list_queries import DESCRIBED, window
from cms.delivery.api.problems import InvalidParametersError, filled
from cms.delivery.api.responses import json_answer
from cms.delivery.api.schema_decorators import LOCALE, parameter, reads
from cms.delivery.documents.store import MAX_ID
from cms.delivery.region import region
from cms.search.domain import missed_queries, results
from cms.search.domain.finder import MAX_QUERY, Question
from cms.search.domain.json_types import SearchJSON, SuggestionsJSON
from cms.search.enums import Kind

MINUTE: Final = 60
# Of one network; answers that are kept in memory do not count. People in one school share it.
OF_CLIENT: Final = Limit("search.client", 300, MINUTE)
# Of its own: whoever types shall not use up what others in one school search.
OF_TYPING: Final = Limit("search.typing", 1200, MINUTE)
MAX_SUGGESTIONS: Final = 8

_QUERY: Final = parameter(
    "q",
    {"type": "string", "minLength": 1, "maxLength": MAX_QUERY},
    "What to look for, as people type it: in any of the languages, misspelt, in other letters.",
    required=True,
)
_LOCALE: Final = parameter("locale", LOCALE, "The reader's language; by default Polish.")
_FILTERS: Final = [
    parameter("type", {"type": "string", "enum": Kind.values}, "Only results of this type."),
    parameter(
        "audience", {"type": "integer", "minimum": 1, "maximum": MAX_ID}, "An audience's id."
    ),
    parameter("county", {"type": "string", "maxLength": 8}, "A county's official code (TERYT)."),
]


class SearchView(PublicView):
    """What the public may see and what fits a query, the best first."""

    @reads(
        "search",
        "search",
        declare(SearchJSON),
        parameters=[
            _QUERY,
            _LOCALE,
            *_FILTERS,
            *(known for known in DESCRIBED if known.name in {"limit", "offset"}),
        ],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return a part of the results: first those in the reader's language, then others."""
        version = content_version.current()
        question, part = _question(request.GET), window(request.GET)
        rate_limit.check([(OF_CLIENT, rate_limit.client_of(request))])
        value, keep = results.search(question, part, version)
        if question.is_missed(value["meta"]["total_count"]):
            missed_queries.note(question, rate_limit.client_of(request))
            keep = False
        return json_answer(request, value, version, keep=keep)


class SuggestionView(PublicView):
    """Titles that a reader may be looking for."""

    @reads(
        "search_suggestions",
        "search",
        declare(SuggestionsJSON),
        parameters=[_QUERY, _LOCALE],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return at most eight titles for what was typed so far."""
        version = content_version.current()
        question = _question(request.GET)
        rate_limit.check([(OF_TYPING, rate_limit.client_of(request))])
        value, keep = results.suggest(question, MAX_SUGGESTIONS, version)
        return json_answer(request, value, version, keep=keep)


def _question(parameters: Mapping[str, str]) -> Question:
    """Return what is asked for. Raises ``InvalidParametersError`` with all that is wrong."""
    query = required(parameters, "q")
    locale, kind = parameters.get("locale", locales.SOURCE), parameters.get("type", "")
    county, audience = parameters.get("county", ""), parameters.get("audience")
    errors: dict[str, Any] = {}
    if len(query) > MAX_QUERY:
        errors["q"] = filled(_("Write at most %(count)s characters."), {"count": MAX_QUERY})
    if locale not in locales.CODES:
        errors["locale"] = _("There is no such language here.")
    if "type" in parameters and kind not in Kind.values:
        errors["type"] = _("There is no such type of results.")
    if "county" in parameters and county not in region().counties:
        errors["county"] = _("There is no such county in the region.")
    if errors:
        raise InvalidParametersError(errors)
    chosen = (
        None if audience is None else whole_number("audience", audience, minimum=1, maximum=MAX_ID)
    )
    return Question(query=query, locale=locale, kind=kind, audience=chosen, county=county)
