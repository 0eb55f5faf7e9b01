"""Addresses of reviews, who may call them, and their place in menus and editors."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from cms.core.menu import PermittedMenuItem
from cms.translation.base.admin.permission_middleware import register_checks, works_anywhere

from .admin.checks_report import ChecksReportView, may_read, tell_of_report
from .admin.legal_validity import LegalValidityView, RenewView, may_renew
from .domain import accepted_findings, legal_validity_reminders

register_checks("gate", {"checks": may_read, "legal_validity": works_anywhere, "renew": may_renew})


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Add the report of the checks and the list of legal validity."""
    urls = [
        path("checks/<int:task_state_id>/", ChecksReportView.as_view(), name="checks"),
        path("legal-validity/", LegalValidityView.as_view(), name="legal_validity"),
        path("legal-validity/<int:page_id>/", RenewView.as_view(), name="renew"),
    ]
    return [path("gate/", include((urls, "gate"), namespace="gate"))]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Give the log words for findings that a reviewer accepted."""

    @actions.register_action(accepted_findings.LOG_ACTION)
    class Accepted(LogFormatter):
        label = _("Accept a finding of the checks")

        def format_message(self, entry: Any) -> str:
            text = gettext("%(detail)s was accepted, because: %(reason)s")
            return text % {key: entry.data.get(key, "") for key in ("detail", "reason")}


@hooks.register("register_reports_menu_item")
def register_legal_validity() -> MenuItem:
    """Put the list beside what is due for review."""
    return PermittedMenuItem(
        _("Legal validity"),
        reverse("gate:legal_validity"),
        icon_name="calendar-check",
        order=105,
        shown_to=legal_validity_reminders.may_review,
    )


@hooks.register("before_edit_page", order=-5)
def before_edit_page(request: HttpRequest, page: Any) -> None:
    """Say in the editor what the automatic checks found."""
    if request.method == "GET":
        tell_of_report(request, page)
