"""The form that moves one date."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from cms.core.stale_forms import ShownForm
from events.models import Occurrence

from .date_limits import plannable


class ShownDateForm(ShownForm, forms.Form):
    """Asks nothing: what is done to a date is done to the one that was shown."""

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.occurrence = occurrence

    def beside(self) -> Mapping[str, Any]:
        """Return how the date stands."""
        date = self.occurrence
        return {
            _("Begins at"): date.starts_at,
            _("Ends at"): date.ends_at,
            _("State"): date.get_state_display(),
        }


class DateForm(ShownDateForm):
    """From when to when, by Warsaw's clocks."""

    begins = forms.DateTimeField(
        label=gettext_lazy("Begins at"), widget=AdminDateTimeInput, validators=[plannable]
    )
    ends = forms.DateTimeField(
        label=gettext_lazy("Ends at"), widget=AdminDateTimeInput, validators=[plannable]
    )

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any) -> None:
        kwargs["initial"] = {"begins": occurrence.starts_at, "ends": occurrence.ends_at}
        super().__init__(*args, occurrence=occurrence, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("This is not later than the beginning."))
        return cleaned

    def starts_at(self) -> datetime:
        """Return the new beginning."""
        begins: datetime = self.cleaned_data["begins"]
        return begins

    def ends_at(self) -> datetime:
        """Return the new end."""
        ends: datetime = self.cleaned_data["ends"]
        return ends
