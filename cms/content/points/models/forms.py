"""The form that points are edited in."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.content.points.enums import SPOKEN
from cms.content.points.rules.spans import Fault, faults
from cms.core import locales
from cms.core.collation import sort_key
from cms.delivery.region import region


class PointForm(WagtailAdminPageForm):
    """Offers the region's counties and the languages by name; refuses hours that overlap."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._replace("county", forms.ChoiceField, choices=county_choices())
        self._replace(
            "spoken",
            forms.MultipleChoiceField,
            choices=language_choices(),
            widget=forms.CheckboxSelectMultiple,
        )
        if "services" in self.fields:
            services = self.fields["services"]
            services.queryset = services.queryset.filter(locale__language_code=locales.SOURCE)
            services.widget = forms.CheckboxSelectMultiple(choices=services.choices)

    def clean(self) -> dict[str, Any]:
        """Add errors to those lines of hours and exceptions that contradict others."""
        cleaned: dict[str, Any] = super().clean()
        self._refuse_overlapping_hours()
        self._refuse_overlapping_exceptions()
        return cleaned

    def _replace(self, name: str, kind: Callable[..., forms.Field], **options: object) -> None:
        if name in self.fields:
            old = self.fields[name]
            self.fields[name] = kind(
                required=False, label=old.label, help_text=old.help_text, **options
            )

    def _refuse_overlapping_hours(self) -> None:
        days: dict[int, list[forms.ModelForm]] = defaultdict(list)
        for line in self._lines("hours"):
            days[line.instance.weekday].append(line)
        for lines in days.values():
            for position, fault in faults([line.instance.span for line in lines]):
                if fault is Fault.OVERLAPS:
                    lines[position].add_error(
                        "opens",
                        _("This overlaps other hours of the same day. Change one of them."),
                    )

    def _refuse_overlapping_exceptions(self) -> None:
        lines = sorted(self._lines("exceptions"), key=lambda line: line.instance.first_day)
        for before, after in pairwise(lines):
            if before.instance.special_days.period.holds(after.instance.first_day):
                after.add_error(
                    "first_day",
                    _("Another line has different hours for this day already. Keep one of them."),
                )

    def _lines(self, name: str) -> Iterator[forms.ModelForm]:
        """Yield the lines that are valid so far and not being deleted."""
        formset = self.formsets.get(name)
        for line in formset.forms if formset is not None else ():
            is_empty = line.empty_permitted and not line.has_changed()
            if line.is_valid() and not is_empty and not line.cleaned_data.get("DELETE"):
                yield line


def county_choices() -> list[tuple[str, str]]:
    """Return the region's counties by name in the editor's language, the empty choice first."""
    language = get_language() or locales.SOURCE
    names = [(code, region().county_name(code, language)) for code in region().counties]
    return [("", "—"), *sorted(names, key=lambda choice: sort_key(choice[1]))]


def language_choices() -> list[tuple[str, str]]:
    """Return languages by name in the editor's language: the site's own first, then the rest."""
    try:
        known = Locale.parse(get_language() or locales.SOURCE, sep="-").languages
    except (UnknownLocaleError, ValueError):
        known = Locale.parse(locales.SOURCE).languages
    names = [(code, str(known.get(code, code))) for code in SPOKEN]
    first = len(locales.CODES)
    return [*names[:first], *sorted(names[first:], key=lambda choice: sort_key(choice[1]))]
