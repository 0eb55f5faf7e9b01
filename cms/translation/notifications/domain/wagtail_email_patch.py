"""Wagtail mails reviewers and authors at once, inside the request; of translations we tell."""

from typing import Any

from wagtail.admin.mail import Notifier
from wagtail.models import TaskState

from cms.translation.base.domain.publication import is_translation


def silence() -> None:
    """Let Wagtail's own mails leave out translations; those about Polish pages stay."""
    wagtails = Notifier.can_handle

    def can_handle(self: Notifier, instance: Any, **kwargs: Any) -> bool:
        state = instance.workflow_state if isinstance(instance, TaskState) else instance
        target = getattr(state, "content_object", None)
        if target is not None and is_translation(target):
            return False
        return bool(wagtails(self, instance, **kwargs))

    Notifier.can_handle = can_handle
