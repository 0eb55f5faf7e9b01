"""A mail to one person: the row is the truth about whether it went out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cms.translation.notifications.enums import Delivery, MailState


class Mail(models.Model):
    """Some notifications in one mail. Its number is its ``Message-ID``, the same on repeat.

    ``day`` is the day in Warsaw whose digest it is; a person has one a day. Moments are UTC. Goes
    with its person, and ninety days after it was made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    delivery = models.CharField(max_length=8, choices=Delivery.choices)
    day = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=40, blank=True)  # The job that sends it.
    sent_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"],
                condition=Q(day__isnull=False),
                name="notices_one_digest_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.delivery} {self.pk}"
