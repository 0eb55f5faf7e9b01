"""A mail that is to go out: the row is the truth about whether it did."""

import uuid
from typing import Final

from django.db import models


class LetterState(models.TextChoices):
    """How far a letter is. Dropped: nobody wants it any more, or there is no address."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"


ENDED: Final = frozenset({LetterState.SENT, LetterState.DROPPED})


class Letter(models.Model):
    """One mail to one person outside the admin. Its id is the ``Message-ID``, the same on repeat.

    ``subject_id`` says to its composer what it is about; neither the address nor the text is
    stored. ``key`` is unique: what is told twice is one letter. Moments are UTC. Goes after ninety
    days.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=80)
    key = models.CharField(max_length=160, unique=True)
    state = models.CharField(max_length=8, choices=LetterState, default=LetterState.WAITING)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=40, blank=True)  # The job that sends it.
    sent_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "core"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
