"""Numbers that the public was told once, and is told the same ever after."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedNumbers(models.Model):
    """The public numbers of a year that is over, kept as they were published first.

    ``lines`` holds by language the lines of the file. The difference of two files of one year would
    tell what each hides, so there is only ever one.
    """

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    lines = models.JSONField()
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("published numbers")
        verbose_name_plural = _("published numbers")
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("-year",)

    def __str__(self) -> str:
        return str(self.year)
