"""The buttons of a release: release now, prepare, cancel, undo.

Each says which plan was shown (``seen``); nothing is done by one that has changed since.
"""

import functools
from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.translation.base.admin.error_messages import explain
from cms.translation.base.domain.errors import ChangedSinceError
from cms.translation.releases.domain import lifecycle, rollback
from cms.translation.releases.domain.lifecycle import TooLateError
from cms.translation.releases.domain.plan_versions import plan_version
from cms.translation.releases.domain.refusal_messages import problems
from cms.translation.releases.domain.release_items import ReleaseRefusedError
from cms.translation.releases.models import Release
from cms.users.current_user import current_user

from .releases import managed


def on_seen_plan(
    act: Callable[[HttpRequest, Release], None],
) -> Callable[[HttpRequest, int], HttpResponse]:
    """Make a view of ``act``: it acts on the plan that was shown, which nobody changes meanwhile.

    The view leads to the release and raises Http404 and PermissionDenied.
    """

    @require_POST
    @transaction.atomic
    @functools.wraps(act)
    def view(request: HttpRequest, release_id: int) -> HttpResponse:
        managed(request, release_id)
        release = Release.objects.select_for_update().get(pk=release_id)
        if request.POST.get("seen") == plan_version(release):
            act(request, release)
        else:
            messages.warning(request, explain(ChangedSinceError([])))
        return redirect("releases:detail", release_id)

    return view


@on_seen_plan
def cancel(request: HttpRequest, release: Release) -> None:
    """Cancel a planned release."""
    try:
        lifecycle.cancel(release)
        messages.success(request, _("Cancelled: nothing will be published."))
    except TooLateError:
        messages.error(request, _("Too late: this release is not planned any more."))


@on_seen_plan
def run_now(request: HttpRequest, release: Release) -> None:
    """Bring a planned release forward."""
    try:
        lifecycle.release_now(release, user=current_user(request))
    except TooLateError:
        messages.error(request, _("Too late: this release is not planned any more."))
    except ReleaseRefusedError:
        messages.error(request, _("Nothing was published: see below what is missing."))


@on_seen_plan
def prepare(request: HttpRequest, release: Release) -> None:
    """Give the drafts of a planned release to the translators."""
    try:
        lifecycle.prepare(release, user=current_user(request))
        messages.success(request, _("The translators can begin: see the links below."))
    except TooLateError:
        messages.error(request, _("Too late: this release is not planned any more."))


@on_seen_plan
def undo(request: HttpRequest, release: Release) -> None:
    """Bring back what was live before a release; say what stands in the way."""
    try:
        rollback.undo(release, user=current_user(request))
        messages.success(request, _("Undone: readers have what they had before."))
    except TooLateError:
        messages.error(request, _("Too late: this release has been undone already."))
    except ReleaseRefusedError as refusal:
        messages.error(request, _("Nothing was undone, because it has gone on since:"))
        for problem in problems(refusal.cells):
            messages.error(request, problem)
