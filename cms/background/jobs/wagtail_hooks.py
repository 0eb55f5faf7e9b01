"""Background work in Wagtail's admin: address, menu item, rights and the log's words."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from . import report


class JobsMenuItem(MenuItem):
    """Shown to those who may see jobs."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may open the report."""
        return bool(report.policy.user_has_any_permission(request.user, ["view", "retry"]))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the report's addresses under ``/admin/``."""
    view, results = report.JobReportView.as_view(), report.JobReportView.as_view(results_only=True)
    return [
        path("reports/jobs/", view, name="jobs_report"),
        path("reports/jobs/results/", results, name="jobs_report_results"),
        path("reports/jobs/retry/", report.retry, name="jobs_retry"),
    ]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Return the item of the Reports menu."""
    return JobsMenuItem(
        _("Background jobs"), reverse("jobs_report"), name="jobs", icon_name="tasks", order=1300
    )


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the rights be given to groups."""
    return Permission.objects.filter(
        content_type__app_label="jobs", codename__in=["view_job", "retry_job"]
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Give the log words for "retry"."""
    actions.register_action(
        report.RETRY_ACTION, _("Retry background job"), _("Background job retried")
    )
