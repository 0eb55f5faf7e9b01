"""What machines cost this month, and which texts wait for a person's decision."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Locale

from cms.translation.machines.domain import usage_ledger
from cms.translation.machines.domain.providers import available
from cms.translation.machines.enums import CLOSED
from cms.translation.machines.models import MachineAnswer, MachineChoice, MachineSpending

from .permissions import may_choose, required_locales

PAGE_SIZE: Final = 30
MONTHS_SHOWN: Final = 12
ASK_AGAIN: Final = "machine_translation.ask_again"


class OverviewView(WagtailAdminTemplateMixin, TemplateView):
    """Machine, spending and budget of the user's languages; texts without a usable answer."""

    page_title = _("Machine translation")
    header_icon = "robot"
    template_name = "machine_translation/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a row a language, the texts that wait, and what earlier months cost."""
        mine = required_locales(self.request.user)
        codes = [locale.language_code for locale in mine]
        closed = MachineAnswer.objects.filter(state__in=CLOSED, target__in=codes)
        usage_ledger.note_dead()
        return {
            **super().get_context_data(**kwargs),
            "rows": [_row(locale) for locale in mine],
            "has_machines": bool(available()),
            "may_choose": may_choose(self.request.user),
            "names": {locale.language_code: locale.get_display_name() for locale in mine},
            "waiting": Paginator(closed.order_by("-asked_at", "-pk"), PAGE_SIZE).get_page(
                self.request.GET.get("p")
            ),
            "spendings": MachineSpending.objects.filter(target__in=codes).order_by(
                "-month", "target", "provider"
            )[: MONTHS_SHOWN * len(codes)],
        }


def _row(locale: Locale) -> dict[str, Any]:
    choice = MachineChoice.objects.filter(locale=locale).first()
    now = timezone.now()
    return {
        "locale": locale,
        "choice": choice,
        "is_ready": choice is not None and choice.provider in available(),
        "spent": usage_ledger.spent(locale.language_code, now),
        "left": usage_ledger.left(choice, now) if choice else None,
    }


@require_POST
def ask_again(request: HttpRequest) -> HttpResponse:
    """Let texts without a usable answer be asked again: ``answer`` are ids, ``all`` every one.

    Effects: their rows leave the book (what they may have cost stays counted), a log entry a
    language. Other languages than the user's are left out. Raises ``PermissionDenied``.
    """
    count = 0
    for locale in required_locales(request.user):
        chosen = MachineAnswer.objects.filter(state__in=CLOSED, target=locale.language_code)
        if "all" not in request.POST:
            ids = [pk for pk in request.POST.getlist("answer") if pk.isdecimal()]
            chosen = chosen.filter(pk__in=ids)
        deleted, _by_model = chosen.delete()
        choice = MachineChoice.objects.filter(locale=locale).first()
        if deleted and choice:
            log(instance=choice, action=ASK_AGAIN, user=request.user, data={"texts": deleted})
        count += deleted
    text = ngettext(
        "%(count)d text will be asked again by the next run.",
        "%(count)d texts will be asked again by the next run.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect("machine_translation:index")
