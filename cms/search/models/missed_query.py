"""What readers looked for without finding anything."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core import locales


class MissedQuery(models.Model):
    """A query in one language to which there was no result.

    ``digest`` is keyed, of the language and the words. The words themselves are stored in ``text``
    only when ``SHOWN_FROM`` different networks have asked (``cms.search.domain.missed_queries``);
    nothing tells who asked, or when beyond the day of the last time, in Warsaw. ``page_wanted`` is
    an editor's decision that a page is to be written about it.
    """

    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=[(code, locales.NAMES[code]) for code in locales.CODES],
    )
    text = models.CharField(_("people look for"), max_length=60, blank=True)
    askers = models.PositiveIntegerField(_("how many people"), default=1)
    last_on = models.DateField(_("last time"))
    page_wanted = models.BooleanField(_("a page is wanted"), default=False)

    class Meta:
        verbose_name = _("query without a result")
        verbose_name_plural = _("queries without a result")
        ordering = ("-askers", "text", "pk")

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"
