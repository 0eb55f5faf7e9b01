"""Judging many segments at once."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views import View

from cms.translation.base.admin.error_messages import explain
from cms.translation.base.domain.errors import TranslationError
from cms.translation.editor.domain import acceptance
from cms.users.current_user import current_user

from .translation_lookup import find_translation


class ManyView(View):
    """Accepts, or takes over from a machine, many segments at once, as they were read."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        """``seen`` is a list of ``id:version``; others' later changes are left alone."""
        translation = find_translation(translation_id)
        user = current_user(request)
        act = _MANY.get(request.POST.get("do", ""))
        if act is None:
            raise BadRequest
        try:
            judged = act(translation, _parse(request.POST.getlist("seen")), user=user)
        except TranslationError as refusal:
            messages.error(request, explain(refusal))
        else:
            _tell(request, judged)
        return redirect(reverse("workbench:edit", args=[translation.pk]))


_MANY: Final[dict[str, Callable[..., acceptance.AcceptanceResult]]] = {
    "accept": acceptance.accept_seen,
    "adopt": acceptance.adopt_seen,
}


def _parse(pairs: list[str]) -> dict[int, str]:
    """Raises BadRequest for what our page did not send."""
    split = [pair.partition(":") for pair in pairs]
    if not all(pk.isdecimal() for pk, _colon, _digest in split):
        raise BadRequest
    return {int(pk): digest for pk, _colon, digest in split}


def _tell(request: HttpRequest, judged: acceptance.AcceptanceResult) -> None:
    count = len(judged.done)
    done = ngettext("%(count)d text done.", "%(count)d texts done.", count) % {"count": count}
    messages.success(request, done)
    if count := len(judged.changed):
        messages.warning(
            request,
            ngettext(
                "%(count)d text has changed since you read it and was left as it is.",
                "%(count)d texts have changed since you read them and were left as they are.",
                count,
            )
            % {"count": count},
        )
