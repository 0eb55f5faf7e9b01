"""Small forms of the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.stale_forms import ShownForm
from events.models import Group, Places, Registration

from .group_form import MOST_PLACES


class CapacityForm(ShownForm, forms.Form):
    """How many places there are. Fewer than are taken is refused by the domain, with numbers."""

    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=0,
        max_value=MOST_PLACES,
        error_messages=dict.fromkeys(("invalid", "required"), _("Write a number of places.")),
    )


def capacity_of(places: Places) -> int:
    """Return how many places there are to be."""
    return places.capacity if places.wanted is None else places.wanted


class MoveForm(forms.Form):
    """Another group of the same activity that is not cancelled."""

    group = forms.ModelChoiceField(label=_("Move to"), queryset=Group.objects.none())

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = registration.group
        others = Group.objects.filter(activity=here.activity_id, cancelled_at=None)
        field: Any = self.fields["group"]
        field.queryset = others.exclude(pk=here.pk)
