"""What I began and did not send on."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page

from cms.content.editorial.domain.drafts import drafts_of


class MyDraftsView(PageReportView):
    """The user's own drafts that nobody was asked to review, the newest first."""

    page_title = _("My drafts")
    header_icon = "draft"
    template_name = "wagtailadmin/reports/base_report.html"
    index_url_name = "editorial:my_drafts"
    index_results_url_name = "editorial:my_drafts_results"
    any_permission_required = ("add", "change", "publish")

    def get_queryset(self) -> QuerySet[Page]:
        """Return the drafts."""
        self.queryset = drafts_of(self.request.user).specific(defer=True)
        rows: QuerySet[Page] = super().get_queryset()
        return rows
