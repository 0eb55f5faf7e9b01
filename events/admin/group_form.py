"""The form of a group: for whom, where, how many, when to sign up, what is asked."""

from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from cms.core.stale_forms import ShownForm
from events.enums import Accessibility, Party, Question
from events.models import Group

from .date_limits import plannable
from .field_choices import county_choices, language_choices

MOST_PLACES: Final = 5_000
ASKED: Final = {
    Party.CHILDREN: [Question.AGES, Question.PHONE],
    Party.ADULT: [Question.NAME, Question.PHONE, Question.LEVEL],
    Party.STAFF: [Question.NAME, Question.INSTITUTION],
}
# What the form of each party can ask at all.
ASKABLE: Final = {
    Party.CHILDREN: (Question.AGES, Question.NAME, Question.PHONE, Question.NEEDS),
    Party.ADULT: (Question.NAME, Question.PHONE, Question.LEVEL, Question.NEEDS),
    Party.STAFF: (Question.NAME, Question.INSTITUTION, Question.PHONE, Question.NEEDS),
}
SECTIONS: Final = (
    (_("Group"), ("name", "capacity", "level", "price", "age_from", "age_to", "languages")),
    (
        _("Where"),
        (
            *("is_online", "online_url", "place", "street", "postcode", "city", "county"),
            *("latitude", "longitude", "accessibility", "has_childcare"),
        ),
    ),
    (
        _("Sign-up"),
        ("is_public", "opens_at", "closes_at", "is_moderated", "max_party", "reminders"),
    ),
    (_("What people are asked"), ("questions",)),
    (_("Certificate"), ("teaching_hours", "has_certificates", "certificate_percent")),
)


class _Choices(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)


class GroupForm(ShownForm, forms.ModelForm[Group]):
    """Facts of a group. ``capacity`` is asked of a new one only: later it has a form of its own."""

    capacity = forms.IntegerField(
        label=_("Places"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    languages = _Choices(label=_("Languages of instruction"), choices=language_choices)
    accessibility = _Choices(label=_("Accessibility"), choices=Accessibility.choices)
    questions = _Choices(
        label=_("Questions"),
        help_text=_("Ask for what you will use. An e-mail address is always asked."),
    )
    online_url = forms.URLField(
        label=_("Address of the online room"),
        help_text=_("Only people with a confirmed place are told it."),
        required=False,
        assume_scheme="https",
    )
    county = forms.ChoiceField(label=_("County"), choices=county_choices, required=False)

    class Meta:
        model = Group
        fields = (
            *("name", "level", "age_from", "age_to", "languages", "price"),
            *("is_online", "online_url", "place", "street", "postcode", "city", "county"),
            *("latitude", "longitude", "accessibility", "has_childcare"),
            *("is_public", "opens_at", "closes_at", "is_moderated", "max_party", "questions"),
            *("teaching_hours", "has_certificates", "certificate_percent", "reminders"),
        )
        widgets = {"opens_at": AdminDateTimeInput, "closes_at": AdminDateTimeInput}

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions: Any = self.fields["questions"]
        questions.choices = [(each.value, each.label) for each in ASKABLE[party]]
        if self.instance.pk:
            del self.fields["capacity"]
        else:
            self.initial.setdefault("questions", [each.value for each in ASKED[party]])
            self.initial.setdefault("languages", ["pl"])
        if party != Party.CHILDREN:
            for name in ("age_from", "age_to", "max_party"):
                del self.fields[name]

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the fields by heading, as they are shown."""
        return [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in SECTIONS
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself; the error stands at the field to change."""
        cleaned = super().clean() or {}
        age_from, age_to = cleaned.get("age_from"), cleaned.get("age_to")
        if age_from is not None and age_to is not None and age_to < age_from:
            self.add_error("age_to", _("This is less than the age from which they may come."))
        for name in ("opens_at", "closes_at"):
            self._check_day(name)
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Sign-up closes before it opens. Change one of them."))
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Write both coordinates, or neither."))
        return cleaned

    def _check_day(self, name: str) -> None:
        moment = self.cleaned_data.get(name)
        if moment is None:
            return
        try:
            plannable(moment)
        except forms.ValidationError as error:
            self.add_error(name, error)

    def facts(self) -> dict[str, Any]:
        """Return what the group's columns get, without the number of places."""
        return {name: value for name, value in self.cleaned_data.items() if name != "capacity"}
