"""How an organiser wants to be told what happens to places."""

from django.conf import settings
from django.db import models

from events.enums import Delivery


class OrganiserNotice(models.Model):
    """One organiser's choice, and how far they have been told.

    ``seen`` is the id of the last line of the log (:class:`PlaceEvent`) that a mail took up, and
    ``told_on`` the day of the last daily one, Warsaw's.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.DAILY)
    seen = models.BigIntegerField(default=0)
    told_on = models.DateField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.delivery}"
