"""The report on failed background work in Wagtail's admin, and "retry"."""

from typing import Any, Final
from uuid import UUID

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from cms.background.jobs.enums import PENDING, Status
from cms.background.jobs.models import Job

from . import states

RETRY_ACTION: Final = "jobs.retry"
policy: Final = ModelPermissionPolicy(Job)

FAILED: Final = Q(status=Status.DEAD)
FAILING: Final = Q(status__in=PENDING, attempts__gt=0) & ~Q(last_error="")


class JobFilterSet(WagtailFilterSet):
    """Without a choice: what failed for good, and what failed and will be tried again."""

    status = django_filters.ChoiceFilter(
        label=_("State"), choices=Status.choices, empty_label=_("Failed")
    )

    class Meta:
        model = Job
        fields = ("status",)

    def filter_queryset(self, queryset: QuerySet[Job]) -> QuerySet[Job]:
        """Apply the chosen state."""
        if self.form.cleaned_data.get("status"):
            rows: QuerySet[Job] = super().filter_queryset(queryset)
            return rows
        return queryset.filter(FAILED | FAILING)


class JobReportView(ReportView):
    """Jobs by state, the newest first; a form around them retries the chosen ones."""

    page_title = _("Background jobs")
    header_icon = "tasks"
    index_url_name = "jobs_report"
    index_results_url_name = "jobs_report_results"
    template_name = "jobs/report.html"
    results_template_name = "jobs/report_results.html"
    filterset_class = JobFilterSet
    model = Job
    permission_policy = policy
    any_permission_required = ("view", "retry")
    default_ordering = "-created_at"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add whether the reader may retry."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["may_retry"] = policy.user_has_permission(self.request.user, "retry")
        return context


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Try the failed jobs named by ``job`` (ids; ``all`` for every one) again; log each.

    Raises PermissionDenied without the right to retry.
    """
    if not policy.user_has_permission(request.user, "retry"):
        raise PermissionDenied
    if "all" in request.POST:
        chosen = list(Job.objects.filter(states.RETRYABLE).values_list("pk", flat=True))
    else:
        chosen = _ids(request.POST.getlist("job"))
    retried = states.retry(chosen)
    for job in retried:
        log(instance=job, action=RETRY_ACTION, user=request.user)
    text = ngettext(
        "%(count)s job is tried again.", "%(count)s jobs are tried again.", len(retried)
    )
    messages.success(request, text % {"count": len(retried)})
    return HttpResponseRedirect(reverse("jobs_report"))


def _ids(values: list[str]) -> list[UUID]:
    ids = []
    for value in values:
        try:
            ids.append(UUID(value))
        except ValueError:
            continue  # Not an id of ours; nothing to retry.
    return ids
