"""What organisers write to the people of a group."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupMessage(models.Model):
    """One text in several languages, for the people of a group in ``states``. Names nobody.

    ``texts`` holds ``{"pl": {"subject": …, "text": …}, …}``; Polish is always there.
    ``states`` are values of :class:`~events.enums.RegistrationState`. It is a draft until
    ``sent_at``; ``recipients`` is how many letters were written then.
    """

    group = models.ForeignKey("events.Group", on_delete=models.CASCADE, related_name="messages")
    states = models.JSONField(default=list)
    texts = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    recipients = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("message to a group")
        verbose_name_plural = _("messages to groups")
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("-pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"
