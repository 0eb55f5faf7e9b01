"""Pages that somebody should read again, and “I have read it”."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page

from cms.content.editorial.domain.due_for_review import due_pages, mark_reviewed
from cms.core.publication import page_version_tokens
from cms.core.publication.page_actions import refuse_locked
from cms.users.current_user import current_user

INDEX: str = "editorial:due_for_review"


class DueForReviewView(PageReportView):
    """Live Polish pages whose last review is too long ago, the oldest first."""

    page_title = gettext_lazy("Due for review")
    header_icon = "calendar-check"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "editorial/due_for_review_results.html"
    index_url_name = INDEX
    index_results_url_name = "editorial:due_for_review_results"
    any_permission_required = ("add", "change", "publish")
    list_export = ("title", "reviewed_on", "html_url")
    export_headings = {"reviewed_on": gettext_lazy("Last reviewed on")}

    def get_queryset(self) -> QuerySet[Page]:
        """Return the due pages that the user may edit."""
        self.queryset = due_pages(self.request.user).specific(defer=True)
        rows: QuerySet[Page] = super().get_queryset()
        return rows


@require_POST
@transaction.atomic
def reviewed(request: HttpRequest, page_id: int) -> HttpResponse:
    """Note that the user has checked the page today, if it is as the list showed it.

    Raises ``Http404`` for no page, ``PermissionDenied`` for one the user may not edit.
    """
    user = current_user(request)
    page = page_version_tokens.lock(get_object_or_404(Page, pk=page_id))
    if not page.permissions_for_user(user).can_edit() or page.locked:
        raise PermissionDenied
    refuse_locked(page, user=user)
    title = page.get_admin_display_title()
    if request.POST.get("seen") != page_version_tokens.mark(page):
        text = _("“%(title)s” has changed since the list was shown. Read it again, please.")
        messages.error(request, text % {"title": title})
        return redirect(INDEX)
    if mark_reviewed(page, user):
        text = _("“%(title)s”: readers see that it was reviewed today.")
    else:
        text = _(
            "“%(title)s”: the review is noted in the draft; it appears when that is published."
        )
    messages.success(request, text % {"title": title})
    return redirect(INDEX)
