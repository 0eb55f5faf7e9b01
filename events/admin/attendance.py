"""Who was there, noted on a phone; and the list of a date on paper."""

from datetime import timedelta
from functools import partial
from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from events.domain.attendance import Line, Recorded, lines_of, record
from events.domain.display_names import known_as
from events.domain.permissions import groups_for, occurrences_for
from events.enums import OccurrenceState
from events.models import Group, Occurrence

from .error_messages import handle_refusals
from .page_layout import desk_page, group_trail
from .permissions import StaffRequest

# People are let in before a date begins.
SOON: Final = timedelta(hours=1)
_ANSWERS: Final = {"yes": True, "no": False, "": None}


@require_GET
def nearest(request: StaffRequest, group_id: int) -> HttpResponse:
    """Lead to the list of the date that is on, was last, or comes first."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    dates = _dates(group)
    if not dates:
        messages.warning(request, _("This group has no dates yet."))
        return redirect("events:dates", group_id)
    begun = [one for one in dates if one.starts_at <= timezone.now() + SOON]
    return redirect("events:attendance", (begun or dates[:1])[-1].pk)


@require_http_methods(["GET", "POST"])
def sheet(request: StaffRequest, occurrence_id: int) -> HttpResponse:
    """Show who is expected on a date; save who was there."""
    occurrence = get_object_or_404(occurrences_for(request.user), pk=occurrence_id)
    if request.method == "POST":
        _save(request, occurrence)
        return redirect("events:attendance", occurrence_id)
    lines = lines_of(occurrence)
    dates = _dates(occurrence.group)
    index = next((at for at, one in enumerate(dates) if one.pk == occurrence_id), None)
    return desk_page(
        request,
        "attendance",
        title=_("Who was there"),
        trail=group_trail(occurrence.group),
        lines=lines,
        present=sum(line.is_present is True for line in lines),
        noted=sum(line.is_present is not None for line in lines),
        occurrence=occurrence,
        group=occurrence.group,
        earlier=dates[index - 1] if index else None,
        later=dates[index + 1] if index is not None and index + 1 < len(dates) else None,
    )


@require_GET
def paper(request: StaffRequest, occurrence_id: int) -> HttpResponse:
    """Show the list of a date for printing, with room for signatures."""
    occurrence = get_object_or_404(occurrences_for(request.user), pk=occurrence_id)
    return desk_page(
        request,
        "paper",
        title=_("List for printing"),
        trail=group_trail(occurrence.group),
        lines=lines_of(occurrence),
        occurrence=occurrence,
        group=occurrence.group,
    )


def _dates(group: Group) -> list[Occurrence]:
    held = group.occurrences.exclude(state=OccurrenceState.CANCELLED)
    return list(held.order_by("starts_at", "pk"))


def _save(request: StaffRequest, occurrence: Occurrence) -> None:
    """Write what the form changed: what somebody else has noted meanwhile stays, and is told."""
    lines = lines_of(occurrence)
    seen = {line.participant.pk: _ANSWERS.get(_seen(request, line)) for line in lines}
    answers = {
        line.participant.pk: _ANSWERS[now]
        for line in lines
        if (now := _chosen(request, line)) is not None
    }
    done: list[Recorded] = []
    write = partial(record, occurrence.pk, answers, by=request.user, seen=seen)
    if handle_refusals(request, lambda: done.append(write())):
        _tell(request, done[0], lines)


def _tell(request: StaffRequest, done: Recorded, lines: list[Line]) -> None:
    text = ngettext("Saved: %(count)d change.", "Saved: %(count)d changes.", done.changed)
    messages.success(request, text % {"count": done.changed})
    if done.differing:
        people = [line for line in lines if line.participant.pk in done.differing]
        names = ", ".join(sorted({known_as(line.registration) for line in people}))
        text = _("Somebody else has noted another answer meanwhile, and it stays: %(names)s.")
        messages.warning(request, text % {"names": names})


def _seen(request: StaffRequest, line: Line) -> str:
    return str(request.POST.get(f"seen-{line.participant.pk}", ""))


def _chosen(request: StaffRequest, line: Line) -> str | None:
    seen = _seen(request, line)
    now = request.POST.get(f"person-{line.participant.pk}")
    is_asked_for = request.POST.get("all") == "yes" and not line.has_left
    if is_asked_for and not seen and not now:
        now = "yes"
    return now if now in _ANSWERS and now != seen else None
