"""Other addresses in a translation than in its source."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.translation.editor.domain.overrides import write_override
from cms.users.current_user import current_user

from .translation_lookup import find_translation


@require_POST
def save_override(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """Store the address, or take the source's again where it is empty; come back."""
    user = current_user(request)
    translation = find_translation(translation_id)
    value = request.POST.get("value", "").strip()
    try:
        write_override(translation, segment_id, value, user=user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Saved."))
    return redirect(f"{reverse('workbench:edit', args=[translation.pk])}#override-{segment_id}")
