"""The form by which lists of cases are narrowed."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.cases.domain.case_list import CaseFilters
from cms.cases.domain.case_types import all_case_types
from cms.cases.domain.permissions import case_types_for, counties_of
from cms.cases.enums import CaseState
from cms.cases.models.county_assignment import EVERYWHERE
from cms.core import locales
from cms.core.collation import sort_key
from cms.core.form_choices import set_choices
from cms.delivery.region import region
from cms.users.admin_language import language_of
from cms.users.models import User

ORDERS: Final = (
    ("", gettext_lazy("By due date")),
    ("-received", gettext_lazy("Newest first")),
    ("received", gettext_lazy("Oldest first")),
    ("waiting", gettext_lazy("Longest without an answer")),
)


class ChoiceForm(forms.Form):
    """What is not valid is not looked for."""

    q = forms.CharField(
        label=gettext_lazy("Reference, school, point or town"), max_length=100, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    county = forms.ChoiceField(label=gettext_lazy("County"), required=False)
    assignee = forms.ChoiceField(label=gettext_lazy("Assigned to"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    since = forms.DateField(label=gettext_lazy("Received from"), required=False)
    until = forms.DateField(label=gettext_lazy("Received until"), required=False)
    order = forms.ChoiceField(label=gettext_lazy("Order"), choices=ORDERS, required=False)

    def __init__(self, *args: Any, user: User, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("All"))]
        kinds = case_types_for(user)
        self._choices("kind", [*every, *((kind.name, str(kind.label)) for kind in kinds)])
        self._choices("state", [*every, *CaseState.choices])
        self._choices("county", [*every, *county_choices(user)])
        names = [(str(person.pk), person.get_full_name() or person.username) for person in people]
        self._choices("assignee", [*every, *names])
        self._choices("language", [*every, *locales.NAMES.items()])
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        set_choices(self, name, choices)

    def chosen(self, view: str) -> CaseFilters:
        """Return what is looked for."""
        self.is_valid()
        found = self.cleaned_data
        return CaseFilters(
            view=view,
            words=found.get("q", "").replace("\0", ""),
            kind=found.get("kind", ""),
            state=found.get("state", ""),
            county=found.get("county", ""),
            assignee=found.get("assignee", ""),
            language=found.get("language", ""),
            since=found.get("since"),
            until=found.get("until"),
            order=found.get("order", ""),
        )


def county_choices(user: User) -> list[tuple[str, str]]:
    """Return the counties whose cases ``user`` sees, by name."""
    mine = counties_of(user)
    everything = user.is_superuser or EVERYWHERE in mine
    code = language_of(user)
    known = [one for one in region().counties if everything or one in mine]
    named = [(one, region().county_name(one, code)) for one in known]
    return sorted(named, key=lambda pair: sort_key(pair[1]))


def kind_labels() -> dict[str, str]:
    """Return the kinds' labels by name."""
    return {kind.name: str(kind.label) for kind in all_case_types()}
