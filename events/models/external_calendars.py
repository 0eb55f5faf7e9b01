"""Calendars of others, whose events become draft activities."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .group import Group


class ExternalCalendar(models.Model):
    """An iCalendar address that is asked again, or a file that was uploaded once (no address)."""

    name = models.CharField(_("name"), max_length=120)
    url = models.URLField(_("address"), blank=True, max_length=500)
    is_followed = models.BooleanField(_("ask again every day"), default=False)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    content = models.TextField(blank=True, editable=False)  # What was fetched last.
    # What the content holds, as ``events.rules.calendars`` says it; none until it has been read.
    found = models.JSONField(null=True, editable=False)
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    # How many of its events may be ones that are known, so that people must say.
    questions = models.PositiveSmallIntegerField(default=0, editable=False)

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
    # What it was called, and when its dates begin (ISO 8601, UTC), as it was read last.
    title = models.CharField(max_length=255, default="")
    starts = models.JSONField(default=list)
    # The SEQUENCE of the event by "", those of single dates by their place in it (ISO 8601, UTC).
    sequences = models.JSONField(default=dict)
    read_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["calendar", "uid"], name="events_one_import_a_uid")
        ]

    def __str__(self) -> str:
        return self.uid


class CalendarProposal(models.Model):
    """What an external calendar says of a date that people know of: an organiser decides.

    Nothing from outside adds, cancels or moves such a date by itself. ``is_current`` ends when the
    calendar says so no more; what was decided stays. One that is new there has no ``occurrence``
    until it is taken, and names its group. ``slot`` is the date's place in its event (RFC 5545,
    3.8.4.4), ``starts_at`` and ``ends_at`` are its times there; moments are UTC.
    """

    class Why(models.TextChoices):
        """What the calendar says."""

        CANCELLED = "cancelled", _("it is cancelled there")
        GONE = "gone", _("it is there no more")
        MOVED = "moved", _("it has moved there")
        BACK = "back", _("it takes place there again")
        NEW = "new", _("it is new there")

    class Decision(models.TextChoices):
        """What the organiser decided."""

        OPEN = "", _("not decided")
        DONE = "done", _("done")
        KEPT = "kept", _("kept as it is")

    event = models.ForeignKey(
        "events.ImportedEvent", null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    occurrence = models.ForeignKey(
        "events.Occurrence", null=True, on_delete=models.CASCADE, related_name="proposals"
    )
    group = models.ForeignKey(
        "events.Group", null=True, on_delete=models.CASCADE, related_name="proposals"
    )
    why = models.CharField(max_length=9, choices=Why.choices)
    slot = models.DateTimeField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    decision = models.CharField(
        max_length=4, choices=Decision.choices, default=Decision.OPEN, blank=True
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["occurrence"],
                condition=Q(is_current=True),
                name="events_one_current_proposal_a_date",
            ),
            models.CheckConstraint(
                condition=Q(occurrence__isnull=False) | Q(group__isnull=False),
                name="events_a_proposal_is_about_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurrence_id or self.slot}: {self.why}"

    @property
    def of_group(self) -> Group:
        """The group whose date it is, or would be."""
        group = self.occurrence.group if self.occurrence else self.group
        if group is None:
            raise ValueError("A proposal is about a date or a group.")
        return group
