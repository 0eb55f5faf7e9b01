"""Application configuration."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases: received, worked on, answered."""

    name = "cms.cases"
    label = "desk"
    verbose_name = "Desk"
    private_models = (
        "Appointment",
        "Case",
        "CaseActivity",
        "CaseEvent",
        "CaseFile",
        "Message",
        "MessageTemplate",
        "Remit",
    )

    def ready(self) -> None:
        """Register the writers of letters, and what waits for staff."""
        from django.utils.translation import gettext_lazy as _

        from cms.core import erasure_ledger, task_summary
        from cms.core.accounts import handover

        from .domain import case_actions, letters, personal_data, revoked_counties, staff_letters  # noqa: F401  Letters register themselves.
        from .domain.summary_items import summary_items

        erasure_ledger.register(personal_data.LEDGER, personal_data.erase_again)
        revoked_counties.connect()
        task_summary.register("desk", summary_items)
        handover.register(
            "desk",
            handover.PendingWork(
                _("open cases"),
                lambda account: case_actions.open_cases_of(account).count(),
                case_actions.hand_over,
            ),
        )
