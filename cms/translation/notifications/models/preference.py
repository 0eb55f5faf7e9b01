"""How somebody wants to be told."""

from django.conf import settings
from django.db import models

from cms.translation.notifications.enums import Delivery, Kind


class NoticePreference(models.Model):
    """A person's choice for one kind of notification; without a row it is ``DEFAULT_DELIVERY``."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    delivery = models.CharField(max_length=8, choices=Delivery.choices)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notices_one_choice_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}: {self.delivery}"
