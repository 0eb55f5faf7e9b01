"""What the editor of a translation may ask for: submit, approve, send back."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.core import locales
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain import review_workflow
from cms.translation.base.domain.errors import ChangedSinceError, TranslationError
from cms.translation.base.domain.states import in_review, target_of, translation_of
from cms.translation.base.domain.version_tokens import read_from, tokens
from cms.translation.base.rules.word_diff import word_diff
from cms.users.current_user import current_user

from .error_messages import explain

# What a step of review may ask for besides the decision.
ANSWERS: Final = ("comment", "valid_until")


def handle_action(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Do what a button of the translation editor asked for; None leaves it to the editor itself."""
    action = _ACTIONS.get(request.POST.get("action", ""))
    translation = translation_of(instance) if action else None
    if action is None or translation is None:
        return None
    try:
        messages.success(request, action(translation, request))
    except ChangedSinceError as refusal:
        return _show_changes(request, translation, refusal)
    except TranslationError as refusal:
        messages.error(request, explain(refusal))
    except PublicationRefusedError as refusal:
        messages.error(request, str(refusal.message))
    return redirect(request.path)


def _show_changes(
    request: HttpRequest, translation: Translation, refusal: ChangedSinceError
) -> HttpResponse:
    """Show what changed since the person read it, and ask once more; what they typed stays."""
    context = {
        "page_title": _("Changed since you read it"),
        "header_icon": "warning",
        "explanation": explain(refusal),
        "changes": [(each, word_diff(each.before, each.now)) for each in refusal.changes],
        "seen": tokens(translation),
        "action": request.POST["action"],
        "answers": {name: request.POST[name] for name in ANSWERS if request.POST.get(name)},
        "language": translation.target_locale.language_code,
        "source_language": locales.SOURCE,
    }
    return TemplateResponse(
        request, "translation/changed.html", context, status=HTTPStatus.CONFLICT
    )


def _submit(translation: Translation, request: HttpRequest) -> str:
    review_workflow.submit(translation, user=current_user(request), seen=read_from(request.POST))
    return _("Submitted for review.")


def _publish(translation: Translation, request: HttpRequest) -> str:
    answers = {name: request.POST[name] for name in ANSWERS if name in request.POST}
    review_workflow.approve(
        translation, user=current_user(request), seen=read_from(request.POST), answers=answers
    )
    target = target_of(translation)
    return (
        _("Approved; the next step of the review begins.") if in_review(target) else _("Published.")
    )


def _send_back(translation: Translation, request: HttpRequest) -> str:
    comment = request.POST.get("comment", "").strip()
    review_workflow.send_back(
        translation, user=current_user(request), comment=comment, seen=read_from(request.POST)
    )
    return _("Sent back to the translator.")


_ACTIONS: Final[dict[str, Callable[[Translation, HttpRequest], str]]] = {
    "submit": _submit,
    "publish": _publish,
    "send-back": _send_back,
}
