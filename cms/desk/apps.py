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
        from cms.core import erasure_ledger, next_steps

        from .domain import letters, letters_to_desk, person_data  # noqa: F401  Letters register themselves.
        from .domain.steps import steps

        erasure_ledger.register(person_data.LEDGER, person_data.erase_again)
        next_steps.register("desk", steps)
