"""What calendars of others say of dates that people know of: the organiser decides."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from events.domain import imports
from events.models import CalendarProposal

from .access import DeskRequest
from .confirming import ask
from .dates import told
from .pages import desk_trail

Why = CalendarProposal.Why
ACTS: Final[dict[str, Promise]] = {
    Why.CANCELLED: gettext_lazy("Cancel the date"),
    Why.GONE: gettext_lazy("Cancel the date"),
    Why.MOVED: gettext_lazy("Change the end"),
    Why.BACK: gettext_lazy("Let it take place"),
}


@require_http_methods(["GET", "POST"])
def follow(request: DeskRequest, proposal_id: int) -> HttpResponse:
    """Ask on GET, do what the calendar says on POST."""
    if request.method == "POST":
        return _decide(request, proposal_id, does=True)
    found = get_object_or_404(imports.open_proposals(), pk=proposal_id)
    date = found.occurrence
    return ask(
        request,
        title=str(ACTS[found.why]),
        trail=[*desk_trail(), {"url": _back(), "label": _("Calendars of others")}],
        question=f"{date.group.activity.title}, {_when(found)}: {found.get_why_display()}",
        effects=[told(date.group)],
        button=str(ACTS[found.why]),
        back=_back(),
    )


@require_POST
def keep(request: DeskRequest, proposal_id: int) -> HttpResponse:
    """Leave the date as it is; the same is not asked again."""
    return _decide(request, proposal_id, does=False)


def _decide(request: DeskRequest, proposal_id: int, *, does: bool) -> HttpResponse:
    try:
        imports.decide(proposal_id, does=does, by=request.user)
    except imports.DecidedError:
        messages.error(request, _("Meanwhile this has changed. See how it stands now."))
    else:
        text = _("Done; the people are told by mail.") if does else _("The date stays as it is.")
        messages.success(request, text)
    return redirect("events:imports")


def _when(found: CalendarProposal) -> str:
    start = date_format(timezone.localtime(found.occurrence.starts_at), "l j E Y, H:i")
    if found.ends_at is None:
        return start
    return f"{start}–{date_format(timezone.localtime(found.ends_at), 'H:i')}"


def _back() -> str:
    return reverse("events:imports")
