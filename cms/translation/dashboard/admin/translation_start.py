"""Beginning a translation from the dashboard."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.models import Locale

from cms.core import locales
from cms.translation.base.domain import permissions, translation_drafts
from cms.translation.base.domain.errors import LocaleNotAllowedError
from cms.translation.dashboard.domain.translatable_items import instance_of
from cms.users.current_user import current_user


@require_POST
def start(request: HttpRequest, key: UUID, locale_code: str) -> HttpResponse:
    """Start a translation of a page or snippet and open it in the editor.

    Raises Http404 for what is not live, LocaleNotAllowedError for another's language,
    SourceNotPublicError for a page that not everybody may read.
    """
    user = current_user(request)
    locale = get_object_or_404(Locale, language_code=locale_code)
    if locale_code == locales.SOURCE or not permissions.may_edit(user, locale):
        raise LocaleNotAllowedError(locale)
    instance = instance_of(key)
    if instance is None:
        raise Http404
    translation = translation_drafts.start(instance, locale, user=user)
    translation_drafts.restore_target(translation, user=user)
    return redirect("workbench:edit", translation.pk)
