"""The form of dates: one, or how they repeat."""

from datetime import time
from typing import Any, Final

from django import forms
from django.db.models import TextChoices
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from cms.core.stale_forms import ShownForm
from events.domain.series import MINUTES_AN_HOUR
from events.enums import Repeat
from events.models import Group, Series
from events.rules.recurrence import LONGEST_DAYS
from events.rules.recurrence import MOST as MOST_DATES
from events.rules.recurrence_choices import RecurrenceChoice, as_rule, from_rule

from .date_limits import plannable

MINUTES_A_DAY: Final = 24 * MINUTES_AN_HOUR
OWN_RULE: Final = "own"
REPEATS: Final = list(Repeat.choices)


class End(TextChoices):
    """How organisers say when dates stop repeating."""

    COUNT = "count", _("after a number of dates")
    UNTIL = "until", _("on a day")


class SeriesForm(ShownForm, forms.Form):
    """Says a series in everyday words; times are Warsaw's, as clocks show them on each date."""

    day = forms.DateField(label=_("First day"), widget=AdminDateInput, validators=[plannable])
    starts = forms.TimeField(label=_("Begins at"), widget=AdminTimeInput)
    ends = forms.TimeField(label=_("Ends at"), widget=AdminTimeInput)
    days_later = forms.IntegerField(
        label=_("Ends this many days later"),
        help_text=_("0 for the same day; 4 for a camp from Monday to Friday with nights."),
        initial=0,
        min_value=0,
        max_value=LONGEST_DAYS - 1,
        required=False,
    )
    repeat = forms.ChoiceField(label=_("How often"), choices=REPEATS, initial=Repeat.ONCE)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a choice: the weekday of the first day."),
    )
    interval = forms.IntegerField(
        label=_("Every how many"),
        help_text=_("2 means every second week, month or day."),
        initial=1,
        min_value=1,
        max_value=52,
        required=False,
    )
    end = forms.ChoiceField(
        label=_("Stops"), choices=End.choices, initial=End.COUNT, widget=forms.RadioSelect
    )
    count = forms.IntegerField(
        label=_("How many dates"),
        help_text=_("Public holidays count, also when they are left out."),
        min_value=1,
        max_value=MOST_DATES,
        required=False,
    )
    until = forms.DateField(
        label=_("Last day"), widget=AdminDateInput, required=False, validators=[plannable]
    )
    skips_public_holidays = forms.BooleanField(
        label=_("Not on public holidays"), initial=True, required=False
    )

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(series) if series.pk else None
        super().__init__(*args, **kwargs)
        self.series = series
        repeat: Any = self.fields["repeat"]
        if series.pk and from_rule(series.rule, series.day) is None:
            repeat.choices = [*REPEATS, (OWN_RULE, _("by its own rule: %s") % series.rule)]

    def stands(self) -> bool:
        """Return whether it is a series that is there already."""
        return self.series.pk is not None

    def clean(self) -> dict[str, Any]:
        """Refuse what has no end, and an end before the beginning."""
        cleaned = super().clean() or {}
        if {"day", "starts", "ends"} <= cleaned.keys() and self._minutes() <= 0:
            self.add_error("ends", _("This is not later than the beginning."))
        if cleaned.get("repeat") not in (Repeat.ONCE, OWN_RULE):
            self._check_end(cleaned)
        return cleaned

    def _check_end(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("end") == End.COUNT and not cleaned.get("count"):
            self.add_error("count", _("Write how many dates there are."))
        if cleaned.get("end") == End.UNTIL:
            first, last = cleaned.get("day"), cleaned.get("until")
            if last is None:
                self.add_error("until", _("Write the last day."))
            elif first and last < first:
                self.add_error("until", _("The last day is before the first."))

    def result(self, group: Group) -> Series:
        """Return the series as the form says it, not saved."""
        cleaned = self.cleaned_data
        self.series.group = group
        self.series.day, self.series.starts = cleaned["day"], cleaned["starts"]
        self.series.minutes = self._minutes()
        self.series.skips_public_holidays = cleaned["skips_public_holidays"]
        if cleaned["repeat"] != OWN_RULE:
            self.series.rule = as_rule(self._choice(), cleaned["day"])
        return self.series

    def _choice(self) -> RecurrenceChoice:
        cleaned = self.cleaned_data
        is_counted = cleaned["end"] == End.COUNT
        return RecurrenceChoice(
            repeat=Repeat(cleaned["repeat"]),
            interval=cleaned["interval"] or 1,
            weekdays=tuple(cleaned["weekdays"]),
            until=None if is_counted else cleaned["until"],
            count=cleaned["count"] if is_counted else None,
        )

    def _minutes(self) -> int:
        later = (self.cleaned_data.get("days_later") or 0) * MINUTES_A_DAY
        return later + _of_day(self.cleaned_data["ends"]) - _of_day(self.cleaned_data["starts"])


def _initial(series: Series) -> dict[str, Any]:
    end = _of_day(series.starts) + series.minutes
    choice = from_rule(series.rule, series.day)
    return {
        "day": series.day,
        "starts": series.starts,
        "ends": _time(end % MINUTES_A_DAY),
        "days_later": end // MINUTES_A_DAY,
        "skips_public_holidays": series.skips_public_holidays,
        **({"repeat": OWN_RULE} if choice is None else _chosen(choice)),
    }


def _chosen(choice: RecurrenceChoice) -> dict[str, Any]:
    return {
        "repeat": choice.repeat.value,
        "interval": choice.interval,
        "weekdays": [str(day) for day in choice.weekdays],
        "end": End.UNTIL if choice.until else End.COUNT,
        "until": choice.until,
        "count": choice.count,
    }


def _of_day(moment: time) -> int:
    return moment.hour * MINUTES_AN_HOUR + moment.minute


def _time(minutes: int) -> time:
    return time(minutes // MINUTES_AN_HOUR, minutes % MINUTES_AN_HOUR)
