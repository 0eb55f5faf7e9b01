"""Application configuration."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    """What a page must pass before readers see it."""

    name = "cms.gate"
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
        from cms.core import handover, next_steps

        from . import receivers
        from .admin import deciding, switching_off, workflow_forms
        from .domain import (
            checks,  # noqa: F401  Importing registers them.
            reading,
            roads,
        )
        from .domain.steps import steps

        next_steps.register("gate", steps)
        handover.warn("gate", lambda account: roads.newly_blocked(account.pk))
        receivers.connect()
        reading.replace()
        switching_off.replace()
        deciding.replace()
        workflow_forms.replace()
