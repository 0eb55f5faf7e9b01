"""Texts that staff send often, in every language."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageTemplate(models.Model):
    """A prepared message. ``{reference}`` and ``{about}`` stand for the case's own.

    A language without a text gets none: nobody is sent another one's unawares. ``kind`` is a kind
    of case, empty for all.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    text_pl = models.TextField(_("Polish"), blank=True)
    text_en = models.TextField(_("English"), blank=True)
    text_ru = models.TextField(_("Russian"), blank=True)
    text_uk = models.TextField(_("Ukrainian"), blank=True)

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("name",)

    def __str__(self) -> str:
        return self.name
