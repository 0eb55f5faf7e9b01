"""The dashboard's answer to “what should I translate or review next?”."""

from typing import Any, Final

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.core.models import TranslationStatus
from cms.translation.base.domain import permissions
from cms.translation.base.domain.work_list import OPEN, work_items

SHOWN: Final = 5


class NextTranslationsPanel(Component):
    """The most urgent open translations in the user's languages; nothing for other people."""

    name = "next_translations"
    template_name = "translation/home_panel.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the first rows, and how many wait for a translator and for a reviewer."""
        del parent_context
        mine = permissions.target_locales(self.request.user)
        items = [item for item in work_items(mine) if item.status in OPEN] if mine else []
        return {
            "is_shown": bool(mine),
            "request": self.request,
            "rows": items[:SHOWN],
            "count": len(items),
            "in_review": sum(item.status == TranslationStatus.IN_REVIEW for item in items),
        }
