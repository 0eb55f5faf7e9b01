"""What readers say about a page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core import locales

from .enums import State

MAX_COMMENT = 2_000


class PageFeedback(models.Model):
    """One reader's answer to “did this help?”. Nothing says who it was.

    ``locale`` is the reader's, ``page`` the version that was shown, perhaps the source's. The
    comment may hold personal data all the same: it is emptied after ``FEEDBACK_COMMENT_DAYS``.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    translation_key = models.UUIDField(_("translation key"), db_index=True)
    locale = models.CharField(
        _("language"),
        max_length=10,
        choices=[(code, locales.NAMES[code]) for code in locales.CODES],
    )
    helpful = models.BooleanField(_("helpful"))
    comment = models.TextField(_("comment"), blank=True, max_length=MAX_COMMENT)
    created_at = models.DateTimeField(_("received at"), auto_now_add=True, db_index=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.NEW, db_index=True
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("handled by"),
    )

    class Meta:
        verbose_name = _("page feedback")
        verbose_name_plural = _("page feedback")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        """Name it without its text: this stands in logs."""
        return f"#{self.pk}"
