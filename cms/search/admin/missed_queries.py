"""What readers look for and do not find; from here a word is added, or a page is asked for."""

from typing import ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.views.reports import ReportView

from cms.search.domain.missed_queries import shown
from cms.search.domain.permissions import may_add_words
from cms.search.models import MissedQuery


class MissedQueriesView(ReportView):
    """The queries of three people or more, the most frequent first."""

    page_title = _("Searches that find nothing")
    header_icon = "search"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "search/missed_queries_results.html"
    index_url_name = "search_missed:index"
    index_results_url_name = "search_missed:results"
    model = MissedQuery
    default_ordering: ClassVar[tuple[str, ...]] = ("page_wanted", "-askers", "text", "pk")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Refuse people who may not add words. Raises ``PermissionDenied``."""
        _may(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> QuerySet[MissedQuery]:
        """Return what may be shown."""
        self.queryset = shown()
        found: QuerySet[MissedQuery] = super().get_queryset()
        return found


@require_POST
def want_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a page is to be written, or that none is. Raises ``PermissionDenied``."""
    _may(request)
    row = get_object_or_404(shown(), pk=pk)
    row.page_wanted = request.POST.get("wanted") == "yes"
    row.save(update_fields=["page_wanted"])
    return redirect("search_missed:index")


@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a query about which there is nothing to do. Raises ``PermissionDenied``."""
    _may(request)
    shown().filter(pk=pk).delete()
    return redirect("search_missed:index")


def _may(request: HttpRequest) -> None:
    if not may_add_words(request.user):
        raise PermissionDenied
