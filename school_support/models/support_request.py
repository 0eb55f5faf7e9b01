"""What a school asks for: numbers and kinds, never names of pupils."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from school_support.enums import Band, PolishLevel

MAX_PUPILS = 999


class SupportRequest(models.Model):
    """A school's own part of a case. ``school`` is empty when it was typed in.

    ``school_name`` and ``town`` are as they were when it was sent. ``situation`` and ``tried`` are
    what somebody wrote, emptied with the case's texts; all else is counted later.
    """

    case = models.OneToOneField(
        "desk.Case", on_delete=models.PROTECT, primary_key=True, related_name="support_request"
    )
    school = models.ForeignKey(
        "school_support.School", null=True, on_delete=models.PROTECT, related_name="requests"
    )
    school_name = models.CharField(_("school"), max_length=250)
    town = models.CharField(_("town"), max_length=80)
    situation = models.TextField(_("situation"), blank=True)
    tried = models.TextField(_("what was tried"), blank=True)

    class Meta:
        verbose_name = _("request for support")
        verbose_name_plural = _("requests for support")
        default_permissions = ()
        permissions = (("handle_requests", _("Can work on schools' requests for support")),)

    def __str__(self) -> str:
        return str(self.pk)


class RequestedKind(models.Model):
    """A kind of support that is asked for, whatever language it was read in."""

    request = models.ForeignKey(
        "school_support.SupportRequest", on_delete=models.PROTECT, related_name="kinds"
    )
    kind_key = models.UUIDField()  # The translation key of a SupportKind.

    class Meta:
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "kind_key"], name="school_kind_once")
        ]

    def __str__(self) -> str:
        return str(self.kind_key)


class PupilGroup(models.Model):
    """How many pupils speak a language, in a band of classes, at a level of Polish."""

    request = models.ForeignKey(
        "school_support.SupportRequest", on_delete=models.PROTECT, related_name="pupils"
    )
    language = models.CharField(_("language"), max_length=3)
    band = models.CharField(_("classes"), max_length=10, choices=Band.choices)
    level = models.CharField(_("level of Polish"), max_length=3, choices=PolishLevel.choices)
    count = models.PositiveSmallIntegerField(
        _("number of pupils"), validators=[MinValueValidator(1), MaxValueValidator(MAX_PUPILS)]
    )

    class Meta:
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "language", "band", "level"], name="school_pupils_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.band} {self.level}: {self.count}"
