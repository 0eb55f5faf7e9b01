"""The first thing on the dashboard: what to do next."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.core.task_summary import task_summary
from cms.users.current_user import current_user


class NextStepsPanel(Component):
    """Every pile of work that waits for this person, each a link to where it is done."""

    name = "next_steps"
    template_name = "editorial/next_steps.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the steps and the person's name."""
        del parent_context
        user = current_user(self.request)
        return {"steps": task_summary(user), "name": user.first_name or user.get_username()}
