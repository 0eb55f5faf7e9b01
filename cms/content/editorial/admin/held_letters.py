"""Letters that wait after a restore, and the word that lets them go."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.background.outbox import delivery_hold
from cms.content.editorial.domain.failed_jobs import RELEASE

RELEASED: Final = "core.letters.release"


class HeldLettersView(WagtailAdminTemplateMixin, TemplateView):
    """Says since when letters are held and why; a form releases them in one of two ways."""

    page_title = _("Held letters")
    header_icon = "mail"
    template_name = "editorial/held_letters.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let nobody in who may not release. Raises PermissionDenied."""
        if not request.user.has_perm(RELEASE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Add the page itself, whose name is its heading."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the hold and how many letters may have gone out already."""
        return {
            **super().get_context_data(**kwargs),
            "held": delivery_hold.current(),
            "uncertain": delivery_hold.uncertain(),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Release; ``drop`` leaves out what may have gone out before the restore."""
        held = delivery_hold.current()
        if held:
            log(instance=held, action=RELEASED, user=request.user)
        count = delivery_hold.release(drop_uncertain="drop" in request.POST)
        text = ngettext(
            "%(count)s letter is being sent.", "%(count)s letters are being sent.", count
        )
        messages.success(request, text % {"count": count})
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
