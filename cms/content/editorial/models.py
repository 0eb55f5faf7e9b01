"""What the link check found, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import LinkFault


class CheckedPage(models.Model):
    """When the links of a page were last looked at."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.checked_at:%Y-%m-%d %H:%M}"


class CheckedAddress(models.Model):
    """An address on somebody else's server; ``fault`` is empty while it answers.

    ``failures`` counts the checks in a row that failed.
    """

    url = models.URLField(max_length=2000, unique=True)
    fault = models.CharField(max_length=12, choices=LinkFault.choices, blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    failures = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.url


class BrokenLink(models.Model):
    """A link on a public page that leads nowhere. ``target`` is an address, or a title of ours."""

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    target = models.CharField(_("link"), max_length=2000)
    fault = models.CharField(_("problem"), max_length=12, choices=LinkFault.choices)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    first_seen_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        constraints = [
            models.UniqueConstraint(fields=["page", "target"], name="editorial_link_once_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.target}"
