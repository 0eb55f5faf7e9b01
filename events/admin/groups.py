"""Adding, changing and cancelling a group, and how many places it has."""

from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events.domain import ics_sequence, registrations
from events.domain.permissions import activities_for, groups_for
from events.enums import CONCERNED, Party
from events.models import Group, Places, Registration

from .confirmation import ask
from .error_messages import handle_refusals, reason
from .forms import CapacityForm, capacity_of
from .group_form import GroupForm
from .page_layout import activity_trail, desk_page, group_trail
from .permissions import StaffRequest
from .roster import group_page

WHERE: Final = frozenset({"is_online", "online_url", "place", "street", "postcode", "city"})


@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, page_id: int) -> HttpResponse:
    """Add a group to an activity, then ask for its dates."""
    page = get_object_or_404(activities_for(request.user), pk=page_id)
    form = GroupForm(request.POST or None, party=Party(page.party))
    if request.method == "POST" and form.is_valid():
        capacity = form.cleaned_data["capacity"]
        group = registrations.open_group(page, capacity=capacity, by=request.user, **form.facts())
        messages.success(request, _("The group is saved. Now say when it meets."))
        return redirect("events:series_add", group.pk)
    trail = activity_trail(page)
    return desk_page(
        request, "group_form", title=_("Add a group of people"), trail=trail, form=form
    )


@require_http_methods(["GET", "POST"])
@transaction.atomic
def edit(request: StaffRequest, group_id: int) -> HttpResponse:
    """Change the facts of a group; they are true at once, in all languages."""
    found = groups_for(request.user)
    if request.method == "POST":
        found = found.select_for_update(of=("self",))
    group = get_object_or_404(found, pk=group_id)
    party = Party(group.activity.party)
    form = GroupForm(request.POST or None, instance=group, party=party)
    if request.method == "POST" and form.is_valid():
        form.save()
        if not ics_sequence.SHOWN.isdisjoint(form.changed_data):
            ics_sequence.raise_of_group(group.pk)
        messages.success(request, _("The group is saved. Readers see it at once."))
        _remind_of_telling(request, group, form)
        return redirect("events:group", group.pk)
    # The form writes into its instance what was typed, also when it is refused.
    trail = group_trail(groups_for(request.user).get(pk=group_id))
    return desk_page(request, "group_form", title=_("Edit the group"), trail=trail, form=form)


def _remind_of_telling(request: StaffRequest, group: Group, form: GroupForm) -> None:
    if not WHERE.isdisjoint(form.changed_data) and _concerned(group).exists():
        link = messages.button(reverse("events:message_write", args=[group.pk]), _("Write to them"))
        text = _("People who have signed up are not told of the new place by themselves.")
        messages.warning(request, text, buttons=[link])


@require_http_methods(["GET", "POST"])
@transaction.atomic
def resize(request: StaffRequest, group_id: int) -> HttpResponse:
    """Set how many places a group has; with more, those who wait are offered them in order.

    Reading it shows the group: that is where a refused number stands in its field.
    """
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    if request.method == "POST":
        group.places = Places.objects.select_for_update(no_key=True).get(group=group_id)
    form = CapacityForm(request.POST or None, initial={"capacity": capacity_of(group.places)})
    if form.is_valid() and _resize(request, group, form):
        return redirect("events:group", group_id)
    return group_page(request, group, form)


def _resize(request: StaffRequest, group: Group, form: CapacityForm) -> bool:
    """Do it and say so; where it is refused, say why at the field and return False."""
    before, wanted = group.places.capacity, form.cleaned_data["capacity"]
    try:
        registrations.resize(group.pk, wanted, by=request.user)
    except registrations.PlacesError as refusal:
        form.add_error("capacity", reason(refusal))
        return False
    _tell_size(request, Places.objects.get(group=group.pk), before)
    return True


def _tell_size(request: StaffRequest, now: Places, before: int) -> None:
    if now.wanted is not None:
        text = ngettext(
            "%(count)d place is taken, and nobody loses it. Places that people give back go to "
            "nobody until there are %(wanted)d.",
            "%(count)d places are taken, and nobody loses them. Places that people give back go to "
            "nobody until there are %(wanted)d.",
            now.taken,
        )
        messages.warning(request, text % {"count": now.taken, "wanted": now.wanted})
    elif now.capacity != before:
        text = ngettext(
            "There is %(count)d place now; there were %(before)d.",
            "There are %(count)d places now; there were %(before)d.",
            now.capacity,
        )
        messages.success(request, text % {"count": now.capacity, "before": before})


@require_http_methods(["GET", "POST"])
def cancel(request: StaffRequest, group_id: int) -> HttpResponse:
    """Ask on GET, cancel on POST: everybody concerned is told by mail."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    if request.method == "POST":
        if handle_refusals(request, lambda: registrations.cancel_group(group_id, by=request.user)):
            messages.success(request, _("The group is cancelled."))
        return redirect("events:group", group_id)
    return ask(
        request,
        title=_("Cancel the group"),
        trail=group_trail(group),
        question=_("This cannot be undone. What will happen:"),
        effects=_effects_of_cancelling(group),
        button=_("Cancel the group"),
        back=group_trail(group)[-1]["url"],
    )


@require_http_methods(["GET", "POST"])
def delete(request: StaffRequest, group_id: int) -> HttpResponse:
    """Ask on GET, delete on POST a group that nobody has signed up for yet."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    # Whoever was moved to another group has been here all the same.
    if group.registrations.exists() or group.log.exclude(registration=None).exists():
        messages.error(request, _("People have signed up: cancel the group instead."))
        return redirect("events:group", group_id)
    if request.method == "POST":
        group.delete()
        messages.success(request, _("The group is deleted."))
        return redirect("events:activity", group.activity_id)
    return ask(
        request,
        title=_("Delete the group"),
        trail=group_trail(group),
        question=_("Nobody has signed up yet, so the group and its dates can be deleted."),
        effects=[],
        button=_("Delete"),
        back=group_trail(group)[-1]["url"],
    )


def _effects_of_cancelling(group: Group) -> list[str]:
    count = _concerned(group).count()
    told = ngettext(
        "%(count)d registration ends, and its person is told by mail.",
        "%(count)d registrations end, and their people are told by mail.",
        count,
    )
    return [
        _("Readers see the group and its dates as cancelled; nobody can sign up."),
        told % {"count": count},
    ]


def _concerned(group: Group) -> QuerySet[Registration]:
    return group.registrations.filter(state__in=CONCERNED)
