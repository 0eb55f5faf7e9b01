"""The panel of the story's editor that says which consents there are and which are missing."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.panels import Panel

from cms.content.stories.domain.consent_rules import needed_consents
from cms.content.stories.enums import ConsentKind
from cms.content.stories.models import Consent, StoryPage

from .permissions import policy


class ConsentPanel(Panel):
    """Shown to those who see the register. The page's form has no field of it."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one story and one user."""

        template_name = "stories/consent_panel.html"

        def is_shown(self) -> bool:
            """Tell whether the user may see consents."""
            return super().is_shown() and policy.user_has_permission(self.request.user, "view")

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Return a row for each kind of consent."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            rows = [_row(self.instance, kind, self.request) for kind in ConsentKind]
            return {**context, "rows": rows, "instance_saved": self.instance.pk is not None}


def _row(story: StoryPage, kind: ConsentKind, request: HttpRequest) -> dict[str, Any]:
    in_force = Consent.objects.of(story.translation_key).in_force().filter(kind=kind)
    consent = in_force.order_by("-valid_until").first()
    may_add = story.pk and consent is None and policy.user_has_permission(request.user, "add")
    query = urlencode({"story": story.pk, "kind": kind.value})
    return {
        "label": kind.label,
        "consent": consent,
        "is_needed": kind in needed_consents(story),
        "add_url": f"{reverse('consents:add')}?{query}" if may_add else "",
    }
