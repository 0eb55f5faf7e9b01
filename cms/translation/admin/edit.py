"""What the editor of a translation may ask for: submit, approve, send back."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.core.publication_gate import PublicationRefusedError
from cms.translation.domain import review
from cms.translation.domain.errors import TranslationError
from cms.translation.domain.states import translation_of

from .refusals import explain


def handle_action(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Do what a button of the translation editor asked for; None leaves it to the editor itself."""
    action = _ACTIONS.get(request.POST.get("action", ""))
    translation = translation_of(instance) if action else None
    if action is None or translation is None:
        return None
    try:
        comment = request.POST.get("comment", "").strip()
        messages.success(request, action(translation, request.user, comment))
    except TranslationError as refusal:
        messages.error(request, explain(refusal))
    except PublicationRefusedError as refusal:
        messages.error(request, refusal.message)
    return redirect(request.path)


def _submit(translation: Translation, user: Any, _comment: str) -> str:
    review.submit(translation, user=user)
    return _("Submitted for review.")


def _publish(translation: Translation, user: Any, _comment: str) -> str:
    review.approve(translation, user=user)
    return _("Published.")


def _send_back(translation: Translation, user: Any, comment: str) -> str:
    review.send_back(translation, user=user, comment=comment)
    return _("Sent back to the translator.")


_ACTIONS: Final[dict[str, Callable[[Translation, Any, str], str]]] = {
    "submit": _submit,
    "publish": _publish,
    "send-back": _send_back,
}
