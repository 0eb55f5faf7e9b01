"""When a group meets: series as organisers write them, and each date that comes of them."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.enums import OccurrenceState
from events.rules.recurrence import LONGEST_DAYS


class Series(models.Model):
    """One date, or a recurrence rule. Times are those of Warsaw's clocks, also across changes.

    ``minutes`` is how much later the clocks show at the end, up to a month: a camp from Friday
    16:00 to Sunday 14:00 has 46 hours, whether or not the clocks change in between. ``rule`` is the
    value of an RRULE (RFC 5545) without DTSTART, empty for a single date.
    """

    group = models.ForeignKey("events.Group", on_delete=models.CASCADE, related_name="series")
    day = models.DateField(_("first day"))
    starts = models.TimeField(_("from"))
    minutes = models.PositiveIntegerField(
        _("minutes"), validators=[MinValueValidator(5), MaxValueValidator(LONGEST_DAYS * 24 * 60)]
    )
    rule = models.CharField(_("recurrence"), max_length=200, blank=True)
    skips_public_holidays = models.BooleanField(_("not on public holidays"), default=True)

    class Meta:
        verbose_name = _("dates")
        verbose_name_plural = _("dates")
        ordering: ClassVar[tuple[str, ...]] = ("day", "starts", "pk")

    def __str__(self) -> str:
        return f"{self.day} {self.starts}"


class Occurrence(models.Model):
    """One date of a group. Moments are UTC; ``original_start`` is where its series put it.

    ``uid`` and ``sequence`` are those of its VEVENT (RFC 5545): a cancelled date stays, with a
    higher sequence.
    """

    group = models.ForeignKey("events.Group", on_delete=models.CASCADE, related_name="occurrences")
    series = models.ForeignKey(
        "events.Series", null=True, on_delete=models.SET_NULL, related_name="occurrences"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    original_start = models.DateTimeField()
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=OccurrenceState.choices,
        default=OccurrenceState.PLANNED,
    )
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering: ClassVar[tuple[str, ...]] = ("starts_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["series", "original_start"], name="events_one_date_of_a_series"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="events_date_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} UTC"


class DatesChange(models.Model):
    """Dates of a group that changed together, for the letters that tell of them.

    ``before`` has the beginning of each date as it was, in seconds since 1970, by the date's id;
    none for a date that is new.
    """

    group = models.ForeignKey("events.Group", on_delete=models.CASCADE, related_name="+")
    before = models.JSONField()
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.group_id}: {len(self.before)}"
