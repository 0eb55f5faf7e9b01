"""What calendars of others say of dates that people know of: the organiser decides."""

from collections import Counter
from datetime import datetime
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events.domain import calendar_imports
from events.domain.permissions import groups_for
from events.models import CalendarProposal, Group

from .confirmation import ask
from .occurrences import told
from .page_layout import desk_trail
from .permissions import StaffRequest

Why = CalendarProposal.Why
ACTS: Final[dict[str, Promise]] = {
    Why.CANCELLED: gettext_lazy("Cancel the date"),
    Why.GONE: gettext_lazy("Cancel the date"),
    Why.MOVED: gettext_lazy("Move the date"),
    Why.BACK: gettext_lazy("Let it take place"),
    Why.NEW: gettext_lazy("Add the date"),
}


class SeenForm(forms.Form):
    """Which proposals a page showed, and how their dates stood then."""

    seen = forms.RegexField(r"^[\w,-]*$", required=False, widget=forms.HiddenInput)

    def shown(self) -> set[str]:
        """Return them as ``calendar_imports.shown`` says them."""
        return {part for part in self.cleaned_data["seen"].split(",") if part}


@require_http_methods(["GET", "POST"])
def follow(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Ask on GET, do what the calendar says on POST."""
    if request.method == "POST":
        return _decide(request, proposal_id, does=True)
    found = get_object_or_404(calendar_imports.open_proposals(), pk=proposal_id)
    group = found.of_group
    return ask(
        request,
        title=str(ACTS[found.why]),
        trail=[*desk_trail(), {"url": _back(), "label": _("Calendars of others")}],
        question=f"{group.activity.title}: {_said(found)}",
        effects=[told(group)],
        button=str(ACTS[found.why]),
        back=_back(),
        form=SeenForm(initial={"seen": calendar_imports.shown(found)}),
    )


@require_POST
def keep(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Leave the date as it is; the same is not asked again."""
    return _decide(request, proposal_id, does=False)


def _decide(request: StaffRequest, proposal_id: int, *, does: bool) -> HttpResponse:
    seen = request.POST.get("seen", "") if does else None
    try:
        calendar_imports.decide(proposal_id, does=does, by=request.user, seen=seen)
    except calendar_imports.DecidedError:
        messages.error(request, _("Meanwhile this has changed. See how it stands now."))
    else:
        text = _("Done; the people are told by mail.") if does else _("The date stays as it is.")
        messages.success(request, text)
    return redirect("events:imports")


@require_http_methods(["GET", "POST"])
def follow_all(request: StaffRequest, group_id: int) -> HttpResponse:
    """Ask on GET, do all that calendars say of a group's dates on POST: what the page showed."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    form = SeenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = calendar_imports.do_all(group.pk, form.shown(), by=request.user)
        messages.success(request, _done(done))
        if done < len(form.shown()):
            messages.warning(request, _("Meanwhile this has changed. See how it stands now."))
        return redirect("events:imports")
    found = calendar_imports.of_group(group.pk)
    return ask(
        request,
        title=_("Do all of it"),
        trail=[*desk_trail(), {"url": _back(), "label": _("Calendars of others")}],
        question=group.activity.title,
        effects=[*(_said(each) for each in found), told(group)],
        button=_("Do all of it"),
        back=_back(),
        form=SeenForm(initial={"seen": ",".join(map(calendar_imports.shown, found))}),
    )


def _done(count: int) -> str:
    text = ngettext(
        "%(count)d change is done; the people are told by mail.",
        "%(count)d changes are done; the people are told by mail, once.",
        count,
    )
    return text % {"count": count}


def several() -> list[tuple[Group, int]]:
    """Return the groups of which calendars say more than one thing, and how many."""
    groups = [each.of_group for each in calendar_imports.open_proposals()]
    counted = Counter(groups)
    return [(group, count) for group, count in counted.items() if count > 1]


def lines() -> list[dict[str, object]]:
    """Return what waits for a decision, as a page shows it."""
    return [
        {"proposal": each, "group": each.of_group, "says": _said(each), "act": ACTS[each.why]}
        for each in calendar_imports.open_proposals()
    ]


def _said(found: CalendarProposal) -> str:
    """Return in words which date it is, and what the calendar says of it."""
    date, why = found.occurrence, found.get_why_display()
    there = _span(found.starts_at, found.ends_at)
    if date is None:
        return f"{there}: {why}"
    here = _span(date.starts_at, date.ends_at)
    if found.why == Why.MOVED:
        return _("moved from %(here)s to %(there)s") % {"here": here, "there": there}
    return f"{here}: {why}"


def _span(start: datetime | None, end: datetime | None) -> str:
    """Return a date with its end, Warsaw's clocks."""
    if start is None or end is None:
        return ""
    start, end = timezone.localtime(start), timezone.localtime(end)
    until = date_format(end, "H:i" if end.date() == start.date() else "l j E Y, H:i")
    return f"{date_format(start, 'l j E Y, H:i')}–{until}"


def _back() -> str:
    return reverse("events:imports")
