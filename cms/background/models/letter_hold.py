"""Whether letters wait for a person's word, as after a restore."""

from django.db import models
from django.utils import timezone


class LetterHold(models.Model):
    """While there is a row, nothing is handed to the mail server. Moments are UTC.

    ``data_of`` is when the restored data was copied: letters posted before it may have gone out
    since.
    """

    since = models.DateTimeField(default=timezone.now)
    data_of = models.DateTimeField()

    class Meta:
        app_label = "core"
        default_permissions = ()
        permissions = (("release_letters", "Can release letters held after a restore"),)

    def __str__(self) -> str:
        return f"since {self.since:%Y-%m-%d %H:%M}"
