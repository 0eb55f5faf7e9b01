"""“To translate”: where a translator's or a language reviewer's day begins."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from cms.core import locales
from cms.core.models import TranslationStatus
from cms.translation.base.domain import permissions, translation_drafts
from cms.translation.base.domain.errors import LocaleNotAllowedError
from cms.translation.base.domain.work_list import OPEN, WorkItem, work_items
from cms.users.current_user import current_user

PAGE_SIZE: Final = 30
ALL: Final = "all"


class WorkListView(WagtailAdminTemplateMixin, TemplateView):
    """Pages of the user's languages by state; open work first, filters in the address."""

    page_title = _("To translate")
    header_icon = "wagtail-localize-language"
    template_name = "translation/work_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page of rows, the filters and what each filter would show."""
        mine = permissions.target_locales(self.request.user)
        if not mine:
            raise PermissionDenied
        items = work_items(mine)
        chosen = self.request.GET.get("status", "")
        locale = self.request.GET.get("locale", "")
        in_locale = [item for item in items if not locale or item.locale.language_code == locale]
        shown = [item for item in in_locale if _matches(item, chosen)]
        return {
            **super().get_context_data(**kwargs),
            "rows": Paginator(shown, PAGE_SIZE).get_page(self.request.GET.get("p")),
            "filters": _filters(in_locale, chosen),
            "locales": mine,
            "locale": locale,
            "status": chosen,
        }


def _matches(item: WorkItem, chosen: str) -> bool:
    if chosen == ALL:
        return True
    return item.status == chosen if chosen else item.status in OPEN


def _filters(items: list[WorkItem], chosen: str) -> list[dict[str, Any]]:
    """Return the state filters with their counts; the first is what is open."""
    counted = [("", _("To do")), *TranslationStatus.choices, (ALL, _("All"))]
    return [
        {
            "value": value,
            "label": label,
            "count": sum(_matches(item, value) for item in items),
            "is_chosen": value == chosen,
        }
        for value, label in counted
    ]


@require_POST
def start_translation(request: HttpRequest, page_id: int, locale_code: str) -> HttpResponse:
    """Start a translation in one of the user's languages and open it.

    Raises LocaleNotAllowedError for another language, SourceNotPublicError for a draft.
    """
    user = current_user(request)
    locale = get_object_or_404(Locale, language_code=locale_code)
    page = get_object_or_404(Page, pk=page_id)
    if locale_code == locales.SOURCE or not permissions.may_edit(user, locale):
        raise LocaleNotAllowedError(locale)
    translation = translation_drafts.start(page, locale, user=user)
    target = translation_drafts.restore_target(translation, user=user)
    return redirect("wagtailadmin_pages:edit", target.pk)
