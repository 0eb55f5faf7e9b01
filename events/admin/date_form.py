"""The form that moves one date."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from events.models import Occurrence

from .plannable import plannable


class DateForm(forms.Form):
    """From when to when, by Warsaw's clocks."""

    begins = forms.DateTimeField(
        label=gettext_lazy("Begins at"), widget=AdminDateTimeInput, validators=[plannable]
    )
    ends = forms.DateTimeField(
        label=gettext_lazy("Ends at"), widget=AdminDateTimeInput, validators=[plannable]
    )

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any) -> None:  # noqa: ANN401  A form's own.
        kwargs["initial"] = {"begins": occurrence.starts_at, "ends": occurrence.ends_at}
        super().__init__(*args, **kwargs)

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
