"""When an organiser is told by mail: a panel of Wagtail's account settings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from cms.users.models import User
from events.domain.organiser_notifications import choose
from events.domain.permissions import may_change
from events.enums import Delivery
from events.models import OrganiserNotice


class DeliveryForm(forms.Form):
    """One choice for all activities."""

    delivery = forms.ChoiceField(
        label=_("Sign-ups, withdrawals and free places"), choices=Delivery.choices
    )

    def __init__(self, *args: Any, instance: User, **kwargs: Any) -> None:
        known = OrganiserNotice.objects.filter(user=instance).first()
        kwargs["initial"] = {"delivery": known.delivery if known else Delivery.DAILY}
        super().__init__(*args, **kwargs)
        self.user = instance

    def save(self) -> None:
        """Keep the choice."""
        choose(self.user, self.cleaned_data["delivery"])


class DeliveryPanel(BaseSettingsPanel):
    """Beside Wagtail's own notifications, for who runs activities."""

    name = "activities"
    title = _("Activities: when to be told by mail")
    tab = notifications_tab
    order = 210
    form_class = DeliveryForm

    def is_active(self) -> bool:
        """Show it to organisers only."""
        return may_change(self.user)
