"""What happened, for the person who asks."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.translation.notifications.domain.notification_texts import lines
from cms.translation.notifications.models import Notice

PER_PAGE: Final = 50


def has_account(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let everybody pass who may enter the admin: they see what was told to them."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


class NotificationsView(WagtailAdminTemplateMixin, TemplateView):
    """One's own notifications, the newest first; how each was mailed stands beside it."""

    page_title = _("What happened")
    header_icon = "mail"
    template_name = "notices/index.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the user's notifications, in words."""
        own = Notice.objects.filter(recipient_id=self.request.user.pk).select_related(
            "locale", "mail"
        )
        page = Paginator(own, PER_PAGE).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "lines": lines(list(page)),
            "account_url": reverse("wagtailadmin_account"),
        }
