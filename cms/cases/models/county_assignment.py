"""Who answers for which counties."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

EVERYWHERE: Final = "*"


class Remit(models.Model):
    """A county that somebody answers for; ``*`` is all of them, and what names no county."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="remits"
    )
    county = models.CharField(_("county"), max_length=8)

    class Meta:
        verbose_name = _("county of responsibility")
        verbose_name_plural = _("counties of responsibility")
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("user", "county")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "county"], name="desk_one_remit")
        ]

    def __str__(self) -> str:
        return self.county
