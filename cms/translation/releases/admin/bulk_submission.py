"""“Submit for translation”: many sources, some languages, one progress bar."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request

from cms.core import rejected_forms
from cms.translation.releases.domain import bulk_submission


@require_POST
def submit(request: HttpRequest) -> HttpResponse:
    """Start the batch and show its progress.

    ``ids``: pages' ids, or ``app.model:id`` of snippets, repeated. ``locales``: codes, repeated.
    403 for a language the user may not submit to: raised, Wagtail would make a redirect of it.
    """
    user: Any = request.user
    ids, codes = request.POST.getlist("ids"), request.POST.getlist("locales")
    if not ids or not codes:
        return _refuse(request, _("Choose at least one page and one language."))
    try:
        batch = bulk_submission.submit(ids, codes, user=user)
    except PermissionDenied:
        return HttpResponseForbidden(_("You have no rights in this language."))
    except bulk_submission.UnknownSourceError:
        return _refuse(request, _("Some of the pages do not exist any more. Choose again."))
    return redirect("batches:progress", batch.pk)


def _refuse(request: HttpRequest, text: str) -> HttpResponse:
    messages.error(request, text)
    rejected_forms.keep(request)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
