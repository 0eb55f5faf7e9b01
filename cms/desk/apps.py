"""Application configuration."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Cases: received, worked on, answered."""

    name = "cms.desk"
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
        """Let letters know what they say, and tell the dashboard what waits."""
        from django.utils.translation import gettext_lazy as _

        from cms.core import erasure_ledger, handover, next_steps

        from .domain import flow, letters, letters_to_desk, lost_counties, person_data  # noqa: F401  Letters register themselves.
        from .domain.steps import steps

        erasure_ledger.register(person_data.LEDGER, person_data.erase_again)
        lost_counties.connect()
        next_steps.register("desk", steps)
        handover.register(
            "desk",
            handover.Pile(
                _("open cases"),
                lambda account: flow.open_cases_of(account).count(),
                flow.hand_over,
            ),
        )
