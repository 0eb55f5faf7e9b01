"""Groups of an activity: for whom, where, how many, and when one may sign up."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.enums import Level, Reminders


class Group(models.Model):
    """People who meet on the same dates. Neither revisioned nor translated: true at once.

    ``activity`` is the source page. Moments are UTC; coordinates degrees WGS 84; ``price`` złoty,
    0 is free; ``languages`` ISO 639 codes of instruction; ``accessibility`` and ``questions`` are
    values of :class:`~events.enums.Accessibility` and :class:`~events.enums.Question`.
    """

    activity = models.ForeignKey(
        "events.ActivityPage",
        on_delete=models.PROTECT,
        related_name="groups",
        verbose_name=_("activity"),
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(
        _("name"), max_length=60, help_text=_("Readers of all languages see it, for example “A2”.")
    )
    level = models.CharField(_("level of Polish"), max_length=2, choices=Level.choices, blank=True)
    age_from = models.PositiveSmallIntegerField(
        _("age from"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_to = models.PositiveSmallIntegerField(
        _("age to"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    languages = models.JSONField(_("languages of instruction"), default=list, blank=True)
    has_childcare = models.BooleanField(_("childcare"), default=False)
    accessibility = models.JSONField(_("accessibility"), default=list, blank=True)
    is_online = models.BooleanField(_("online"), default=False)
    online_url = models.URLField(
        _("address of the online room"),
        blank=True,
        help_text=_("Only people with a confirmed place are told it."),
    )
    place = models.CharField(_("name of the place"), max_length=120, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{2}-\d{3}$", _("Write it like 61-001."))],
    )
    city = models.CharField(_("town"), max_length=80, blank=True)
    county = models.CharField(_("county"), max_length=8, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    price = models.DecimalField(
        _("price in złoty"),
        max_digits=7,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("0 means free of charge."),
    )
    teaching_hours = models.PositiveSmallIntegerField(
        _("teaching hours"),
        null=True,
        blank=True,
        help_text=_("Readers see it. A certificate counts the dates that somebody was at."),
    )
    has_certificates = models.BooleanField(
        _("certificates of attendance"),
        default=False,
        help_text=_(
            "The name of each participant is asked for, and they are told when it is there."
        ),
    )
    certificate_percent = models.PositiveSmallIntegerField(
        _("attendance needed, in per cent of the dates"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Counted from the first date after somebody has joined."),
    )
    opens_at = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("sign-up closes"),
        null=True,
        blank=True,
        help_text=_("Without it: when the first date begins."),
    )
    is_moderated = models.BooleanField(_("the organiser decides who gets a place"), default=False)
    max_party = models.PositiveSmallIntegerField(
        _("most places for one registration"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    reminders = models.CharField(
        _("people are reminded"),
        max_length=5,
        choices=[(kind.value, kind.label) for kind in (Reminders.FIRST, Reminders.EVERY)],
        default=Reminders.FIRST,
        help_text=_("People may choose otherwise by their link."),
    )
    questions = models.JSONField(_("what people are asked"), default=list, blank=True)
    is_public = models.BooleanField(_("shown to the public"), default=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering: ClassVar[tuple[str, ...]] = ("activity", "name", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_from__lte=F("age_to")),
                name="events_group_ages_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Places(models.Model):
    """How many places a group has and how many are taken: the row that every sign-up locks.

    Not on a page and not on the group, so nothing that is edited, published, translated or
    restored can reset it. ``next_number`` is the place in order of the next registration.
    ``wanted`` is a smaller capacity that the organiser has set: nobody loses a place for it, but
    what people give back is taken away until it is reached.
    """

    group = models.OneToOneField(
        "events.Group", on_delete=models.CASCADE, primary_key=True, related_name="places"
    )
    capacity = models.PositiveIntegerField(_("places"))
    wanted = models.PositiveIntegerField(null=True)
    taken = models.PositiveIntegerField(default=0)
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="events_never_overbooked"
            )
        ]

    def __str__(self) -> str:
        return f"{self.taken}/{self.capacity}"
