"""The form of a new consent, and the filters of the register."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from cms.content.stories.enums import ConsentKind, ConsentState
from cms.content.stories.models import Consent, StoryPage
from cms.content.stories.models.consent import ConsentQuerySet
from cms.core import locales


def stories() -> QuerySet[Any]:
    """Return the stories as they were written, one for each translation key."""
    found: QuerySet[Any] = StoryPage.objects.filter(locale__language_code=locales.SOURCE)
    return found.order_by("title")


class ConsentForm(WagtailAdminModelForm):
    """A consent is to one story, which the editor knows by its title."""

    story = forms.ModelChoiceField(
        label=_("Story"), queryset=StoryPage.objects.none(), help_text=_("Drafts are listed too.")
    )
    # Declared, because a choice that must be made has no empty choice among its buttons.
    kind = forms.ChoiceField(
        label=_("Consent to"), choices=ConsentKind.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Consent
        fields = ("kind", "given_on", "valid_until", "signed_by", "person_under_16", "note")
        widgets = {
            "given_on": AdminDateInput,
            "valid_until": AdminDateInput,
            "signed_by": forms.RadioSelect,
        }

    field_order = ("story", "kind")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["story"].queryset = stories()

    def save(self, commit: bool = True) -> Consent:
        """Save the consent for its story, with who recorded it."""
        self.instance.translation_key = self.cleaned_data["story"].translation_key
        self.instance.created_by = self.for_user
        saved: Consent = super().save(commit=commit)
        return saved


class ConsentFilterSet(WagtailFilterSet):
    """Narrows the register down by state, kind and story."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ConsentState.choices, method="filter_state"
    )
    kind = django_filters.ChoiceFilter(label=_("Consent to"), choices=ConsentKind.choices)
    story = django_filters.ModelChoiceFilter(
        label=_("Story"), queryset=lambda _request: stories(), method="filter_story"
    )

    class Meta:
        model = Consent
        fields = ("state", "kind", "story")

    def filter_state(self, found: ConsentQuerySet, _name: str, value: str) -> ConsentQuerySet:
        """Return those that stand in a state today."""
        return found.in_state(value)

    def filter_story(self, found: ConsentQuerySet, _name: str, value: Page) -> ConsentQuerySet:
        """Return those to one story."""
        return found.of(value.translation_key)
