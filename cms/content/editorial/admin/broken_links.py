"""The report on links that lead nowhere, and “check now”."""

from datetime import datetime
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from cms.content.editorial.domain.link_check import broken_links_of, start_check
from cms.content.editorial.enums import LinkFault
from cms.content.editorial.models import BrokenLink, CheckedPage
from cms.core.representations.visibility import Visibility

INDEX: str = "editorial:broken_links"


class BrokenLinkFilterSet(WagtailFilterSet):
    """By problem, and by the page's language."""

    fault = django_filters.ChoiceFilter(label=gettext_lazy("Problem"), choices=LinkFault.choices)
    locale = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Language"),
        field_name="page__locale",
        queryset=lambda _request: Locale.objects.all(),
    )

    class Meta:
        model = BrokenLink
        fields = ("fault", "locale")


class BrokenLinksView(ReportView):
    """Broken links on the pages that the user may edit, those that broke last first."""

    page_title = gettext_lazy("Broken links")
    header_icon = "warning"
    template_name = "editorial/broken_links.html"
    results_template_name = "editorial/broken_links_results.html"
    index_url_name = INDEX
    index_results_url_name = "editorial:broken_links_results"
    filterset_class = BrokenLinkFilterSet
    model = BrokenLink
    permission_policy = page_permission_policy
    any_permission_required = ("add", "change", "publish")
    default_ordering = "-first_seen_at"
    list_export = ("page.title", "page.full_url", "target", "get_fault_display", "status")

    def get_queryset(self) -> QuerySet[BrokenLink]:
        """Return the broken links on the user's pages."""
        self.queryset = broken_links_of(self.request.user).select_related("page__locale")
        rows: QuerySet[BrokenLink] = super().get_queryset()
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add how far the check has come."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, **progress()}


def progress() -> dict[str, Any]:
    """Return how many of the public pages were ever checked, and when the oldest check was."""
    public = Visibility.load().public(Page.objects.all())
    checked = CheckedPage.objects.filter(page__in=public)
    oldest: datetime | None = checked.aggregate(oldest=Min("checked_at"))["oldest"]
    return {"checked": checked.count(), "pages": public.count(), "oldest_check": oldest}


@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    """Start the check of all pages. Raises ``PermissionDenied`` for who may edit none."""
    if not page_permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    CheckedPage.objects.all().delete()
    count = start_check()
    text = ngettext(
        "The links of %(count)s page are being checked. Come back in a few minutes.",
        "The links of %(count)s pages are being checked. Come back in a few minutes.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect(INDEX)
