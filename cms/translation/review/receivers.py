"""Wagtail's signals that legal validity follows, in their transactions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState
from wagtail.signals import page_published, task_approved

from cms.core.publication.publication_conditions import PublicationRefusedError

from .domain import legal_validity


def connect() -> None:
    """Connect all receivers; called once, when the application is ready."""
    page_published.connect(on_published, dispatch_uid="gate.on_published")
    task_approved.connect(on_approved, dispatch_uid="gate.on_approved")


def on_published(instance: Page, **_kwargs: Any) -> None:
    """A text went live: what was found about it counts, what was found about others does not."""
    legal_validity.bring_into_force(instance)


def on_approved(instance: TaskState, **_kwargs: Any) -> None:
    """Take a lawyer's approval back that does not say until when; any way to approve ends here."""
    if not legal_validity.is_noted(instance):
        raise PublicationRefusedError(
            "legal_validity", _("Not approved: say until when the page is legally valid.")
        )
    if isinstance(instance.workflow_state.content_object, Page):
        legal_validity.bring_into_force(instance.workflow_state.content_object)
