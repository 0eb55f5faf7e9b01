"""The translation as it stands, saved texts and all, in the real frontend."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from cms.core import previews
from cms.translation.base.domain.states import target_of
from cms.users.current_user import current_user

from .translation_lookup import find_translation


@never_cache
def preview(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Lead to the frontend's preview; what is not translated yet stands there in Polish.

    Raises Http404 for snippets, which have no page of their own.
    """
    translation = find_translation(translation_id)
    target, user = target_of(translation), current_user(request)
    if not isinstance(target, Page):
        raise Http404
    if not target.permissions_for_user(user).can_edit():
        raise PermissionDenied
    draft = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    token = previews.create_token(draft, user.pk)
    return redirect(f"{settings.SITE_URL}/preview?{urlencode({'token': token})}")
