"""A step that a machine decides, in the background."""

import json
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from cms.background.jobs.api import enqueue
from cms.translation.review.rules import registry
from cms.translation.review.rules.finding import Finding

RUN_CHECKS: Final = "gate.run_checks"


class _RegisteredChecks:
    """The registered checks as choices, looked up when the form is shown."""

    def __iter__(self) -> Any:
        return iter(registry.choices())


class ChecksWidget(forms.CheckboxSelectMultiple):
    """Boxes to tick for a column that holds JSON."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=_RegisteredChecks())

    def format_value(self, value: Any) -> Any:
        """Return the ticked names of a stored or sent value."""
        return json.loads(value) if isinstance(value, str) else list(value or ())

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """Return the ticked names as JSON."""
        return json.dumps(super().value_from_datadict(data, files, name))


def refuse_unknown_checks(value: list[str]) -> None:
    """Raise ValidationError for a check that is not registered."""
    if unknown := sorted(set(value) - set(registry.names())):
        raise ValidationError(_("Unknown check: %(names)s"), params={"names": ", ".join(unknown)})


class AutomaticChecksTask(Task):
    """Passes or rejects what was submitted; nobody has to do anything, nobody can."""

    checks = models.JSONField(
        _("checks"),
        default=registry.names,
        validators=[refuse_unknown_checks],
        help_text=_("What fails one of these is sent back with a list of what to put right."),
    )

    admin_form_fields = [*Task.admin_form_fields, "checks"]
    admin_form_widgets = {"checks": ChecksWidget}

    class Meta:
        verbose_name = _("Automatic checks")
        verbose_name_plural = _("Automatic checks")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin the step and have the worker run the checks, once this is committed."""
        task_state = super().start(workflow_state, user=user)
        enqueue(RUN_CHECKS, key=f"checks:{task_state.pk}", task_state_id=task_state.pk)
        return task_state

    def locked_for_user(self, _obj: Any, user: Any) -> bool:
        """Tell whether ``user`` must wait: what passes must be what was looked at."""
        return not user.is_superuser

    @classmethod
    def get_description(cls) -> str:
        """Return what the step does, for the administrator who chooses it."""
        return str(_("A machine looks for what is missing or broken, and passes or sends back"))


class ChecksReport(models.Model):
    """What the checks of one step found; empty where it passed."""

    task_state = models.OneToOneField(
        "wagtailcore.TaskState", on_delete=models.CASCADE, related_name="checks_report"
    )
    findings_json = models.JSONField(default=list)
    checked_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.task_state_id}: {len(self.findings_json)}"

    @cached_property
    def findings(self) -> list[Finding]:
        """What was found, in reading order."""
        return [Finding.from_json(stored) for stored in self.findings_json]
