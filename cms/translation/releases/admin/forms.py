"""What somebody who releases is asked."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Locale

from cms.core import locales
from cms.core.stale_forms import ShownForm


def targets_of_releases() -> QuerySet[Locale]:
    """Return the languages that Polish may go out with."""
    found: QuerySet[Locale] = Locale.objects.exclude(language_code=locales.SOURCE)
    return found.order_by("pk")


class LanguagesField(forms.ModelMultipleChoiceField):
    """Languages by their names in their own script."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Return the language's own name."""
        return str(locales.NAMES.get(obj.language_code, obj.language_code))


class ReleaseForm(forms.Form):
    """Which languages, and when; no time means now. Times are Warsaw's."""

    locales = LanguagesField(label=_("Languages"), queryset=Locale.objects.none(), required=False)
    go_live_at = forms.DateTimeField(
        label=_("When"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Time in Warsaw. Leave it empty to publish now."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locales"].queryset = targets_of_releases()  # type: ignore[attr-defined]  # A model field's.

    def clean_go_live_at(self) -> datetime | None:
        """Return the moment, or None for now. Raises ValidationError for a time that has passed."""
        at: datetime | None = self.cleaned_data["go_live_at"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError(_("This time has passed."))
        return at


class ChangeForm(ShownForm, ReleaseForm):
    """Another plan: which of the pages, whether with their newest texts, and always a time."""

    pages = forms.MultipleChoiceField(
        label=_("Pages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one page.")},
    )
    renew = forms.BooleanField(
        label=_("Take the newest texts"),
        required=False,
        help_text=_(
            "Otherwise each page keeps the text that was chosen, and the release fails where "
            "something else has been published since."
        ),
    )

    field_order = ("pages", "renew", "locales", "go_live_at")

    def __init__(self, *args: Any, pages: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["pages"]
        choices.choices = [(str(page.pk), page.get_admin_display_title()) for page in pages]
        self.fields["go_live_at"].required = True
        self.fields["go_live_at"].help_text = _("Time in Warsaw.")
