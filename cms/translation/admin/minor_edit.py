"""“Publish as a minor edit” in the Polish editor: translations stay current."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.action_menu import PublishMenuItem
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtail.snippets.action_menu import PublishMenuItem as PublishSnippetMenuItem

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.translation.domain import minor_edits, rights

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
    """Run the editor's own view with the edit declared minor; None where it was not asked for.

    Whoever may not publish the source gets the view without it.
    """
    is_asked = request.POST.get("action-publish") == MINOR and not hasattr(request, "minor_edit")
    if not is_asked or not rights.may_publish(request.user, instance.locale):
        return None
    request.minor_edit = minor_edits.Declaration(request.user)  # The view comes here once more.
    with minor_edits.declared(request.minor_edit) as declaration:
        if isinstance(instance, Page):
            response = EditView.as_view()(request, instance.pk)
        else:
            response = type(instance).snippet_viewset.edit_view(request, pk=str(instance.pk))
    if declaration.carried:
        messages.info(request, _carried(declaration.carried))
        _warn_of_those_behind(request, instance)
    return response


def _warn_of_those_behind(request: Any, instance: Any) -> None:
    behind = TranslationState.objects.filter(
        translation_key=instance.translation_key, status=TranslationStatus.BEHIND
    )
    if behind.exists():
        messages.warning(
            request,
            _(
                "Some translations are behind all the same: an earlier change waits for them, or "
                "an address, a picture or the structure changed too."
            ),
        )


def _carried(count: int) -> str:
    return ngettext(
        "%(count)d translated text was carried over as it is.",
        "%(count)d translated texts were carried over as they are.",
        count,
    ) % {"count": count}
