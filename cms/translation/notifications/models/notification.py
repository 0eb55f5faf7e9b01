"""Something that happened to a translation, for one person."""

from django.conf import settings
from django.db import models

from cms.translation.notifications.enums import Delivery, Kind


class Notice(models.Model):
    """One line of “what happened”; no text of the page is in it, its title is looked up when shown.

    ``count`` are segments, ``on`` is a day in Warsaw: due, or valid until. ``key`` is unique for
    a person: what is told twice is one notification. It waits while ``mail`` is empty and
    ``delivery`` is not “never”. Goes with its person, and after ninety days.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    key = models.CharField(max_length=120)
    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField(default=0)
    on = models.DateField(null=True)
    is_urgent = models.BooleanField(default=False)
    delivery = models.CharField(max_length=8, choices=Delivery.choices)
    mail = models.ForeignKey(
        "notices.Mail", null=True, on_delete=models.SET_NULL, related_name="notices"
    )
    created_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notices_told_once")
        ]
        indexes = [models.Index(fields=["recipient", "-created_at"], name="notices_of_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
