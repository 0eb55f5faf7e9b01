"""Calendars of others, whose events become draft activities."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExternalCalendar(models.Model):
    """An iCalendar address that is asked again, or a file that was uploaded once (no address)."""

    name = models.CharField(_("name"), max_length=120)
    url = models.URLField(_("address"), blank=True, max_length=500)
    is_followed = models.BooleanField(_("ask again every day"), default=False)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    content = models.TextField(blank=True, editable=False)  # What was read last.
    problem = models.CharField(_("problem"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("external calendar")
        verbose_name_plural = _("external calendars")
        ordering: ClassVar[tuple[str, ...]] = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class ImportedEvent(models.Model):
    """An event of an external calendar and the activity made of it, by its UID.

    ``digest`` is that of the event as it was read last: an event that did not change is left alone,
    and so is the text that people have edited since.
    """

    calendar = models.ForeignKey(
        "events.ExternalCalendar", on_delete=models.CASCADE, related_name="events"
    )
    uid = models.CharField(max_length=255)
    activity = models.ForeignKey(
        "events.ActivityPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    group = models.ForeignKey(
        "events.Group", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField(max_length=64)
    read_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["calendar", "uid"], name="events_one_import_a_uid")
        ]

    def __str__(self) -> str:
        return self.uid
