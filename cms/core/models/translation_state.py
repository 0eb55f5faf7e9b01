"""What the public may know of a page's translations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationStatus(models.TextChoices):
    """The contract's words for a translation's state."""

    MISSING = "missing", _("missing")
    IN_PROGRESS = "in_progress", _("in progress")
    MACHINE = "machine", _("machine translation")
    IN_REVIEW = "in_review", _("in review")
    CURRENT = "current", _("current")
    BEHIND = "behind", _("behind")


class TranslationState(models.Model):
    """Whether the live translation of a page says what its live source says.

    Written by the translation feature in the transaction that publishes either side; read by the
    representations. A live translation without a row is ``current``. ``behind_since`` is the
    moment (UTC) at which the source was published with other segments; ``urgent`` asks readers of
    what is behind to look at the source first.
    """

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=16, choices=TranslationStatus.choices)
    behind_since = models.DateTimeField(null=True, blank=True)
    urgent = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="one_state_per_page_and_locale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id} {self.status}"
