"""When people meet."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.cases.enums import Meeting


class Appointment(models.Model):
    """A meeting of staff with the sender. Moments are UTC.

    ``sequence`` counts its changes, as calendars expect (RFC 5545); its id is the UID. ``place`` is
    an address, a phone number or a link, emptied with the case's texts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("desk.Case", on_delete=models.PROTECT, related_name="appointments")
    meeting = models.CharField(_("kind of meeting"), max_length=8, choices=Meeting.choices)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=250, blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    sequence = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("starts_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="desk_appointment_ends_later"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
