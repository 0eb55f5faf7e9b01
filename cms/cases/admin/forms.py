"""The forms on a case."""

from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.enums import Meeting, Outcome
from cms.cases.models import Appointment, Case
from cms.cases.rules.text_limits import MAX_TEXT
from cms.core.form_choices import set_choices
from cms.core.time_zone import WARSAW
from cms.users.models import User

Shown = TypeVar("Shown", bound=forms.BaseForm)


class FilesInput(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; their content is checked where they are kept."""

    widget = FilesInput

    def clean(self, data: object, initial: object = None) -> list[Any]:
        """Return a list, also for one file or none."""
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in chosen if one]


def _seen() -> forms.Field:
    """Return the field that says up to which line of the log the page showed the case."""
    return forms.IntegerField(
        required=False, min_value=0, max_value=EVERYTHING, widget=forms.HiddenInput
    )


class ReplyForm(forms.Form):
    """An answer to the sender, or a note for staff only."""

    text = forms.CharField(
        label=_("Message"),
        max_length=MAX_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    attachments = FilesField(label=_("Files"), required=False)
    seen = _seen()


def shown_with(form: Shown, seen: int) -> Shown:
    """Let a form say up to which line of the log its page shows the case, whatever came with it."""
    form.initial["seen"] = seen
    if form.is_bound:
        data = QueryDict(mutable=True)
        data.update(form.data)
        data["seen"] = str(seen)
        form.data = data
    return form


class AssignCaseForm(forms.Form):
    """Who shall have the case."""

    to = forms.ChoiceField(label=_("Assign to"))

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        choices = [(key, one.get_full_name() or one.username) for key, one in self.people.items()]
        set_choices(self, "to", choices)


class DueForm(forms.Form):
    """Until when it must be answered."""

    on = forms.DateField(
        label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class MessageForm(forms.Form):
    """Words that go with a decision."""

    message = forms.CharField(
        label=_("Message to the sender"),
        max_length=MAX_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    seen = _seen()


class ReasonForm(MessageForm):
    """Words that must go with a decision."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].required = True
        self.fields["message"].label = _("Why; the sender reads it")


class CompleteForm(MessageForm):
    """How it ended."""

    field_order = ("outcome", "message")
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)


class MergeForm(forms.Form):
    """The case to join with."""

    reference = forms.CharField(label=_("Number of the other case"), max_length=30)


class LinkForm(forms.Form):
    """An activity that helps."""

    page = forms.ChoiceField(label=_("Training, course or activity"))

    def __init__(self, *args: Any, pages: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(page.pk), page.title) for page in pages]
        set_choices(self, "page", choices)


class AppointmentForm(forms.Form):
    """A meeting, by Warsaw's clocks."""

    meeting = forms.ChoiceField(label=_("Kind of meeting"), choices=Meeting.choices)
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    begins = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(
        label=_("Where"),
        help_text=_("An address, a phone number, or the link to an online meeting."),
        max_length=250,
        required=False,
    )
    seen = _seen()

    def clean(self) -> dict[str, Any]:
        """Put day and times together; refuse what has begun and what ends before it begins."""
        found: dict[str, Any] = super().clean() or {}
        if {"day", "begins", "ends"} <= found.keys():
            found["starts_at"] = datetime.combine(found["day"], found["begins"], WARSAW)
            found["ends_at"] = datetime.combine(found["day"], found["ends"], WARSAW)
            if found["ends_at"] <= found["starts_at"]:
                self.add_error("ends", ValidationError(_("It ends before it begins.")))
            if found["starts_at"] <= timezone.now():
                self.add_error("day", ValidationError(_("This time has passed.")))
        return found

    def wanted(self) -> dict[str, Any]:
        """Return what :func:`cms.cases.domain.appointments.make` takes."""
        names = ("meeting", "starts_at", "ends_at", "place")
        return {name: self.cleaned_data[name] for name in names}


def initial_of(appointment: Appointment) -> dict[str, Any]:
    """Return an appointment as its form shows it."""
    start = appointment.starts_at.astimezone(WARSAW)
    end = appointment.ends_at.astimezone(WARSAW)
    return {
        "meeting": appointment.meeting,
        "day": start.date(),
        "begins": start.time(),
        "ends": end.time(),
        "place": appointment.place,
    }


def filled(text: str, case: Case) -> str:
    """Return a template's text with the case's own words."""
    return text.replace("{reference}", case.reference).replace("{about}", case.about)
