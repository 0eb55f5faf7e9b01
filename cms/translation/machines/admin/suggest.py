"""One segment, asked by a person who works on it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation

from cms.translation.machines.domain import machine_requests, runs


class _NoAnswerError(Exception):
    pass


@require_POST
def suggest(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """Answer what the machine says to a segment: ``{text, origin}``, or 409 ``{message}``.

    Nothing is stored as translation. Browsers without a script, which send ``next``, are led there
    and find the answer among the suggestions. Who may call it, the guard knows.
    """
    translation = get_object_or_404(Translation, pk=translation_id)
    back = get_valid_next_url_from_request(request)
    try:
        text, origin = _ask(translation, segment_id)
    except _NoAnswerError as error:
        if back:
            messages.error(request, str(error))
            return redirect(back)
        return JsonResponse({"message": str(error)}, status=HTTPStatus.CONFLICT)
    return redirect(back) if back else JsonResponse({"text": text, "origin": origin})


def _ask(translation: Translation, segment_id: int) -> tuple[str, str]:
    """Return (text, machine's name). Raises _NoAnswerError with words for the user."""
    try:
        _choice, machine = runs.machine_of(translation.target_locale)
        return runs.suggest(translation, segment_id), machine.name
    except runs.NoMachineError:
        raise _NoAnswerError(_("No machine is chosen for this language.")) from None
    except runs.NoAnswerError as error:
        unsaid = _("The machine gave no answer to this text: see Reports, Machine translation.")
        raise _NoAnswerError(str(error.message) or unsaid) from None
    except machine_requests.StillAskingError:
        raise _NoAnswerError(
            _("The machine is still working on it. Try again in a moment.")
        ) from None
