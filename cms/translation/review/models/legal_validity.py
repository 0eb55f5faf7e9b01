"""Until when the law in a text was found to be right."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LegalValidity(models.Model):
    """What a lawyer found: a fact about one text, of one language, that nothing changes later.

    ``digest`` says which text (``translation.review.rules.revision_digest``). ``in_force`` marks
    the newest finding about the text that is live, one a page at most; a page that says something
    else has none.
    """

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    # Empty for what was noted before texts were told apart.
    digest = models.CharField(max_length=64, blank=True)
    in_force = models.BooleanField(default=False)
    # The step of a review in which it was found; none where a live page was read again.
    task_state = models.OneToOneField(
        "wagtailcore.TaskState",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="legal_validity",
    )
    valid_until = models.DateField(_("valid until"))
    checked_at = models.DateTimeField(_("checked on"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # The day of validity that people were reminded of: a new day is a new reminder.
    reminded_of = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("legal validity")
        verbose_name_plural = _("legal validity")
        ordering = ("valid_until", "pk")
        indexes = [models.Index(fields=["translation_key", "locale", "digest"])]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"],
                condition=models.Q(in_force=True),
                name="gate_one_validity_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_key}: {self.valid_until}"

    @classmethod
    def note(
        cls, page: Any, digest: str, valid_until: date, *, user: Any, task_state: Any = None
    ) -> "LegalValidity":
        """Note that ``user`` found the text ``digest`` right until that day, the day included."""
        return cls.objects.create(
            translation_key=page.translation_key,
            locale_id=page.locale_id,
            digest=digest,
            task_state=task_state,
            valid_until=valid_until,
            checked_at=timezone.now(),
            checked_by=user,
        )

    @classmethod
    def of(cls, page: Any) -> models.QuerySet["LegalValidity"]:
        """Return what was found about a page in its language, whatever it said then."""
        return cls.objects.filter(translation_key=page.translation_key, locale=page.locale_id)
