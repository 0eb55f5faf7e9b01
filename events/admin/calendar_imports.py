"""Calendars of others: asked, looked at, taken over as drafts."""

from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.background import batches
from events.domain import calendar_imports
from events.domain.permissions import may_view
from events.models import ExternalCalendar

from . import calendar_proposals
from .page_layout import desk_page, desk_trail
from .permissions import StaffRequest

WORDS: Final = {
    "new": gettext_lazy("becomes a draft"),
    "changed": gettext_lazy("has changed"),
    "same": gettext_lazy("as it was"),
    "joined": gettext_lazy("is here already, and is brought up to date"),
    "alike": gettext_lazy("may be here already, under another number: please decide"),
    "gone": gettext_lazy("is there no more: its dates are put before you"),
    "odd": gettext_lazy("is left out"),
}


class SameForm(forms.Form):
    """Which event of the calendar is decided, and which known one it is; none: a new one."""

    key = forms.RegexField(r"^[0-9a-f]{16}$")
    same_as = forms.IntegerField(required=False, min_value=1, max_value=2**31)


class CalendarForm(forms.Form):
    """An address or a file."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Of the calendar itself; it often ends in .ics."),
    )
    file = forms.FileField(label=gettext_lazy("Or a file"), required=False)
    is_followed = forms.BooleanField(
        label=gettext_lazy("Ask the address every day, and make drafts of what is new"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Get the calendar; refuse what is none. What it holds is read in the background."""
        cleaned: dict[str, Any] = super().clean() or {}
        url, file = cleaned.get("url"), cleaned.get("file")
        if self.errors:
            return cleaned
        if bool(url) == bool(file):
            self.add_error("url", _("Write an address, or choose a file."))
            return cleaned
        try:
            cleaned["content"] = (
                calendar_imports.fetch(url) if url else calendar_imports.read_file(cleaned["file"])
            )
        except calendar_imports.CalendarError as error:
            self.add_error("url" if url else "file", str(error.text))
        return cleaned

    def save(self) -> ExternalCalendar:
        """Keep the calendar, and have it read."""
        said = self.cleaned_data
        calendar = ExternalCalendar.objects.create(
            name=said["name"],
            url=said["url"],
            is_followed=said["is_followed"] and bool(said["url"]),
            asked_at=timezone.now(),
            content=said["content"],
        )
        calendar_imports.read_later(calendar)
        return calendar


def calendars_for(user: Any) -> Any:  # noqa: ANN401  An account or nobody; a queryset.
    """Return the calendars that ``user`` may see."""
    found = ExternalCalendar.objects.all()
    return found if may_view(user) else found.none()


@require_http_methods(["GET", "POST"])
def index(request: StaffRequest) -> HttpResponse:
    """List the calendars; read another one."""
    form = CalendarForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect("events:import", form.save().pk)
    return desk_page(
        request,
        "imports",
        title=_("Calendars of others"),
        trail=desk_trail(),
        form=form,
        calendars=calendars_for(request.user),
        proposals=calendar_proposals.lines(),
        several=calendar_proposals.several(),
    )


@require_safe
def calendar(request: StaffRequest, calendar_id: int) -> HttpResponse:
    """Show what taking the calendar would do."""
    found = get_object_or_404(calendars_for(request.user), pk=calendar_id)
    is_unread = found.found is None and not found.problem
    if is_unread:
        calendar_imports.read_later(found)
    news = calendar_imports.compare(found)
    lines = [(each, WORDS[each.what]) for each in news]
    url = reverse("events:imports")
    return desk_page(
        request,
        "import",
        title=found.name,
        trail=[*desk_trail(), {"url": url, "label": _("Calendars of others")}],
        calendar=found,
        lines=lines,
        is_unread=is_unread,
        problem=found.problem,
        count=sum(each.is_to_take for each in news),
    )


@require_POST
def take(request: StaffRequest, calendar_id: int) -> HttpResponse:
    """Make drafts of what is new, in the background; or of the one event that is decided."""
    found = get_object_or_404(calendars_for(request.user), pk=calendar_id)
    if "key" in request.POST:
        return _settle(request, found)
    items: list[tuple[str, batches.Args]] = [
        (each.entry.key, {"calendar": calendar_id, "key": each.entry.key})
        for each in calendar_imports.compare(found)
        if each.is_to_take
    ]
    if not items:
        messages.success(request, _("There is nothing new in this calendar."))
        return redirect("events:import", calendar_id)
    batch = batches.start(calendar_imports.KIND, items, owner=request.user)
    return redirect("batches:progress", batch.pk)


def _settle(request: StaffRequest, found: ExternalCalendar) -> HttpResponse:
    """Do what somebody decided of an event that may be a known one."""
    form = SameForm(request.POST)
    try:
        if not form.is_valid():
            raise calendar_imports.DecidedError
        said = form.cleaned_data
        calendar_imports.settle(found.pk, said["key"], said["same_as"])
        messages.success(request, _("Done."))
    except calendar_imports.DecidedError:
        messages.error(request, _("Meanwhile this has changed. See how it stands now."))
    except calendar_imports.CalendarError as error:
        messages.error(request, str(error.text))
    calendar_imports.count_questions(found)
    return redirect("events:import", found.pk)


@require_POST
def ask(request: StaffRequest, calendar_id: int) -> HttpResponse:
    """Read the calendar's address again."""
    found = get_object_or_404(calendars_for(request.user).exclude(url=""), pk=calendar_id)
    calendar_imports.refresh(found)
    if found.problem:
        messages.error(request, found.problem)
    else:
        ExternalCalendar.objects.filter(pk=found.pk).update(found=None)
        calendar_imports.read_later(found)
    return redirect("events:import", calendar_id)


@require_POST
def forget(request: StaffRequest, calendar_id: int) -> HttpResponse:
    """Forget the calendar; the activities that were made of it stay."""
    found = get_object_or_404(calendars_for(request.user), pk=calendar_id)
    count = found.events.count()
    found.delete()
    text = ngettext(
        "The calendar is forgotten; %(count)d activity made of it stays.",
        "The calendar is forgotten; %(count)d activities made of it stay.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect("events:imports")
