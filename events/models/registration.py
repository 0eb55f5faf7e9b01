"""Who signed up: personal data, kept apart from pages, revisions, logs and jobs."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core import locales
from cms.core.models import AppendOnlyModel
from cms.core.phone_fields import PhoneField
from events.enums import Action, EndReason, Level, RegistrationState, Reminders

LOCALES = [(code, locales.NAMES[code]) for code in locales.CODES]


class Registration(models.Model):
    """One sign-up for ``size`` places. Moments are UTC.

    ``number`` is its place in order within the group. ``token_digest`` finds it by its private
    link, which is stored nowhere. ``reminders`` is empty where the group's choice holds.
    ``is_passed_over``: it waits for more places than are free, and the organiser lets smaller ones
    go first until there are enough. What somebody wrote is emptied ``ACTIVITY_PERSONAL_DATA_DAYS``
    after the group's last date (``anonymised_at``); size, state and ages stay as statistics.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(
        "events.Group", on_delete=models.PROTECT, related_name="registrations"
    )
    number = models.PositiveIntegerField(_("place in order"))
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState.choices)
    end_reason = models.CharField(max_length=10, choices=EndReason.choices, blank=True)
    size = models.PositiveSmallIntegerField(_("places"))
    offered_until = models.DateTimeField(_("offered until"), null=True)
    is_passed_over = models.BooleanField(default=False)
    locale = models.CharField(_("language"), max_length=10, choices=LOCALES)
    token_digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("email"), blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    phone = PhoneField(_("phone"), blank=True)
    level = models.CharField(_("level of Polish"), max_length=2, choices=Level.choices, blank=True)
    institution = models.CharField(_("institution"), max_length=160, blank=True)
    role = models.CharField(_("role"), max_length=120, blank=True)
    reminders = models.CharField(max_length=5, choices=Reminders.choices, blank=True)
    needs = models.TextField(_("needs"), max_length=1000, blank=True)
    consented_at = models.DateTimeField(_("information clause accepted at"))
    created_at = models.DateTimeField(_("signed up at"))
    changed_at = models.DateTimeField(auto_now=True)
    anonymised_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering: ClassVar[tuple[str, ...]] = ("group", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["group", "number"], name="events_one_place_in_order"),
            models.CheckConstraint(condition=models.Q(size__gte=1), name="events_size_not_empty"),
        ]

    def __str__(self) -> str:
        """Name it without the person: this stands in logs."""
        return f"#{self.number}"


class ComingManager(models.Manager["Participant"]):
    """Participants who have not been taken off their registration."""

    def get_queryset(self) -> models.QuerySet["Participant"]:
        """Return them."""
        return super().get_queryset().filter(left_at=None)


class Participant(models.Model):
    """One of the people a registration is for, from ``joined_at`` until ``left_at`` (UTC).

    A row is one person for good: ``position`` is given to nobody else of the registration, and
    whoever leaves keeps what is known of them. ``name`` is asked for certificates only.
    ``objects``, and so ``registration.participants``, are those who have not left.
    """

    registration = models.ForeignKey(
        "events.Registration", on_delete=models.CASCADE, related_name="participants"
    )
    position = models.PositiveSmallIntegerField()
    age = models.PositiveSmallIntegerField(
        _("age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = ComingManager()
    everybody: ClassVar[models.Manager["Participant"]] = models.Manager()

    class Meta:
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("registration", "position")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["registration", "position"], name="events_one_participant_a_position"
            )
        ]

    def __str__(self) -> str:
        return str(self.position)


class Attendance(models.Model):
    """Whether somebody was there on a date; without a row nobody has noted it.

    A fact about a person and a date: it stays when they move, leave or are counted otherwise.
    """

    participant = models.ForeignKey(
        "events.Participant", on_delete=models.PROTECT, related_name="attendance"
    )
    occurrence = models.ForeignKey(
        "events.Occurrence", on_delete=models.PROTECT, related_name="attendance"
    )
    is_present = models.BooleanField()
    noted_at = models.DateTimeField(auto_now=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["participant", "occurrence"], name="events_one_attendance"
            )
        ]

    def __str__(self) -> str:
        return str(self.is_present)


class AttendanceNote(AppendOnlyModel):
    """The log of attendance: who noted what of whom; None takes back what was noted."""

    participant = models.ForeignKey(
        "events.Participant", on_delete=models.PROTECT, related_name="notes"
    )
    occurrence = models.ForeignKey(
        "events.Occurrence", on_delete=models.PROTECT, related_name="notes"
    )
    is_present = models.BooleanField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("pk",)

    def __str__(self) -> str:
        return f"{self.participant_id} {self.occurrence_id} {self.is_present}"


class PlaceEvent(AppendOnlyModel):
    """The log of a group's places: what happened, by whom, and what was taken then. Only added to.

    ``has_place`` says whether the registration has a place in this group from then on, so the log
    tells who was expected on which date; None where the line is about nobody.
    ``by`` is empty when people did it themselves by their link, or a deadline passed. The group
    and the account may be gone: deleting them changes no log.
    """

    group = models.ForeignKey(
        "events.Group", on_delete=models.DO_NOTHING, db_constraint=False, related_name="log"
    )
    registration = models.ForeignKey(
        "events.Registration", null=True, on_delete=models.PROTECT, related_name="log"
    )
    action = models.CharField(max_length=12, choices=Action.choices)
    reason = models.CharField(max_length=10, choices=EndReason.choices, blank=True)
    size = models.PositiveIntegerField(default=0)
    has_place = models.BooleanField(null=True)
    taken = models.PositiveIntegerField()
    capacity = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.action} {self.taken}/{self.capacity}"
