"""Application configuration."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Review workflows: automatic checks, language review, legal review."""

    name = "cms.translation.review"
    label = "gate"
    verbose_name = "Gate"
    private_models = (
        "AcceptedFinding",
        "AutomaticChecksTask",
        "ChecksReport",
        "LanguageReviewTask",
        "LegalReviewTask",
        "LegalValidity",
    )

    def ready(self) -> None:
        """Register the checks, and tell the dashboard what to read again."""
        from cms.core import task_summary
        from cms.core.accounts import handover

        from . import receivers
        from .admin import task_disable, workflow_actions, workflow_forms
        from .domain import (
            blocked_workflows,
            checks,  # noqa: F401  Importing registers them.
            workflow_completion,
        )
        from .domain.summary_items import summary_items

        task_summary.register("gate", summary_items)
        handover.warn("gate", lambda account: blocked_workflows.newly_blocked(account.pk))
        receivers.connect()
        workflow_completion.replace()
        task_disable.replace()
        workflow_actions.replace()
        workflow_forms.replace()
