"""One segment, asked by a person who works on it."""

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail_localize.models import Translation

from cms.machine_translation.domain import asking, runs

CONFLICT = 409


@require_POST
def suggest(request: HttpRequest, translation_id: int, segment_id: int) -> JsonResponse:
    """Answer what the machine says to a segment: ``{text, origin}``, or 409 ``{message}``.

    Nothing is stored as translation. Who may call it, the guard knows.
    """
    del request
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        text = runs.suggest(translation, segment_id)
        _choice, machine = runs.machine_of(translation.target_locale)
    except runs.NoMachineError:
        message = _("No machine is chosen for this language.")
    except runs.NoAnswerError as error:
        message = str(error.message) or _(
            "The machine gave no answer to this text: see Reports, Machine translation."
        )
    except asking.StillAskingError:
        message = _("The machine is still working on it. Try again in a moment.")
    else:
        return JsonResponse({"text": text, "origin": machine.name})
    return JsonResponse({"message": message}, status=CONFLICT)
