"""Have a letter sent."""

from uuid import uuid4

from django.db import transaction

from cms.background.jobs.api import enqueue
from cms.background.models import Letter

from .registry import composer_of

SEND = "core.send_letter"


@transaction.atomic
def post(kind: str, *, subject_id: str, key: str = "") -> bool:
    """Write a letter in the caller's transaction; False if one with ``key`` was written before.

    Without a key it is a new one each time. Raises UnknownLetterError.
    """
    composer_of(kind)
    unique = f"{kind}:{key or uuid4()}"
    letter, is_new = Letter.objects.get_or_create(
        key=unique, defaults={"kind": kind, "subject_id": subject_id}
    )
    if is_new:
        enqueue(SEND, key=f"letter:{letter.pk}", letter_id=str(letter.pk))
    return is_new
