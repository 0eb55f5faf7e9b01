"""The part of an activity's editor that shows its groups, and leads to the desk."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from cms.core import locales
from events.domain.activity_overview import activity_lines
from events.domain.permissions import may_view


class GroupsPanel(Panel):
    """Groups and dates are not part of the page: they are shown here, and kept at the desk."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one activity and one user."""

        template_name = "events/desk/panel.html"

        def is_shown(self) -> bool:
            """Tell whether the user runs activities; only the source page has groups."""
            is_source = self.instance.pk and self.instance.locale.language_code == locales.SOURCE
            return bool(super().is_shown() and is_source and may_view(self.request.user))

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Return the activity with its groups."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            (line,) = activity_lines([self.instance], timezone.now())
            return {**context, "line": line}
