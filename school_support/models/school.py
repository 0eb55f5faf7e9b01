"""The register of schools, as the ministry keeps it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class School(models.Model):
    """A school of the register (RSPO). Nothing about people is kept, not even the head teacher.

    ``rspo`` are digits, without a documented check digit. ``county``, ``commune`` and
    ``voivodeship`` are TERYT codes; coordinates are degrees WGS 84. ``closed_on`` is the day from
    which the register knows it no more. ``search_words`` is name, town and number, folded.
    """

    rspo = models.CharField(_("RSPO number"), max_length=9, unique=True)
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("type of school"), max_length=120, blank=True)
    regon = models.CharField(_("REGON number"), max_length=14, blank=True)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    town = models.CharField(_("town"), max_length=80)
    voivodeship = models.CharField(max_length=2, blank=True)
    county = models.CharField(_("county"), max_length=8, db_index=True)
    commune = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    pupils = models.PositiveIntegerField(_("pupils"), null=True)
    closed_on = models.DateField(_("closed on"), null=True)
    search_words = models.CharField(max_length=400)

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        default_permissions = ("view",)
        ordering: ClassVar[tuple[str, ...]] = ("town", "name", "rspo")

    def __str__(self) -> str:
        return self.name
