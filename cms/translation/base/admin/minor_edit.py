"""“Publish as a minor edit” in the Polish editor: translations stay current."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import PublishMenuItem
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtail.snippets.action_menu import PublishMenuItem as PublishSnippetMenuItem

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.translation.base.domain import permissions

MINOR: Final = "minor"


class _MinorEdit:
    """What makes a “publish” a minor one: only where there are live translations."""

    name = "action-publish-minor"
    label = _("Publish as a minor edit")
    template_name = "translation/publish_minor.html"
    icon_name = "check"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Tell whether there is a translation that could stay current."""
        is_edit = context["view"] == "edit" and super().is_shown(context)  # type: ignore[misc]  # Wagtail's item, mixed in below.
        return is_edit and _has_translations(context.get("page") or context.get("instance"))


class MinorEditMenuItem(_MinorEdit, PublishMenuItem):
    """Beside “publish”, for a source page."""


class MinorEditSnippetMenuItem(_MinorEdit, PublishSnippetMenuItem):
    """Beside “publish”, for a snippet."""


def _has_translations(instance: Any) -> bool:
    if instance is None or not hasattr(instance, "translation_key"):
        return False
    states = TranslationState.objects.filter(
        translation_key=instance.translation_key,
        status__in=(TranslationStatus.CURRENT, TranslationStatus.BEHIND),
    )
    return instance.live and instance.locale.language_code == locales.SOURCE and states.exists()


def publish_as_minor(request: Any, instance: Any) -> HttpResponse | None:
    """Save what was typed and lead on to where its changes are looked at; None if not asked for.

    What cannot be saved is shown again by the editor's own view. Whoever may not publish the
    source gets that view without it.
    """
    is_asked = request.POST.get("action-publish") == MINOR and not hasattr(request, "is_minor")
    if not is_asked or not permissions.may_publish(request.user, instance.locale):
        return None
    request.is_minor = True  # The view comes here once more.
    request.POST = request.POST.copy()
    del request.POST["action-publish"]
    response = _save_draft(request, instance)
    saved = type(instance).objects.get(pk=instance.pk)
    if not isinstance(response, HttpResponseRedirectBase):
        return response
    if _is_for_later(saved):
        messages.warning(request, _("What is scheduled cannot be declared minor. Nothing is lost."))
        return response
    return redirect("translation:minor_edit", saved.latest_revision_id)


def _save_draft(request: Any, instance: Any) -> HttpResponse:
    response: HttpResponse = (
        EditView.as_view()(request, instance.pk)
        if isinstance(instance, Page)
        else type(instance).snippet_viewset.edit_view(request, pk=str(instance.pk))
    )
    return response


def _is_for_later(saved: Any) -> bool:
    go_live_at = saved.get_latest_revision_as_object().go_live_at
    return go_live_at is not None and go_live_at > timezone.now()
