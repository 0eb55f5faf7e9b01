"""How one wants to be told: a panel of Wagtail's account settings."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from cms.translation.notifications.enums import DEFAULT_DELIVERY, Delivery, Kind
from cms.translation.notifications.models import NoticePreference
from cms.users.models import User

_HELP: Final = _("Urgent changes come at once.")


class PreferencesForm(forms.Form):
    """One choice for each kind of notification."""

    def __init__(self, *args: Any, instance: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = instance
        chosen = NoticePreference.objects.filter(user=instance)
        known = dict(chosen.values_list("kind", "delivery"))
        for kind in Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=Delivery.choices,
                initial=known.get(kind.value, DEFAULT_DELIVERY.value),
                help_text=_HELP if kind is Kind.FELL_BEHIND else "",
            )

    def save(self) -> None:
        """Keep every choice."""
        rows = [
            NoticePreference(user=self.user, kind=kind, delivery=delivery)
            for kind, delivery in self.cleaned_data.items()
        ]
        NoticePreference.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["user", "kind"],
            update_fields=["delivery"],
        )


class PreferencesPanel(BaseSettingsPanel):
    """Beside Wagtail's own notifications."""

    name = "notices"
    title = _("Translations: when to be told by mail")
    tab = notifications_tab
    order = 200
    form_class = PreferencesForm
