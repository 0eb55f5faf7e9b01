"""After a restore nobody knows which letters have gone out since the copy: they wait for a word."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from cms.background.jobs.models import Job
from cms.background.jobs.registry import persistent_names
from cms.background.jobs.states import RETRYABLE, retry
from cms.background.models import Letter, LetterHold
from cms.background.models.letter import ENDED, LetterState


class DeliveryHeldError(Exception):
    """Letters wait until somebody releases them; the job is asked again later."""


def hold(data_of: datetime) -> None:
    """Hold all letters from now on; ``data_of`` is the moment the restored data was copied."""
    LetterHold.objects.all().delete()
    LetterHold.objects.create(data_of=data_of)


def current() -> LetterHold | None:
    """Return the hold in force, or None."""
    return LetterHold.objects.first()


def refuse_while_held() -> None:
    """Raise DeliveryHeldError while letters are held."""
    if LetterHold.objects.exists():
        raise DeliveryHeldError


def uncertain() -> int:
    """Return how many letters waited in the copy, so may have gone out since."""
    held = current()
    return _uncertain(held).count() if held else 0


@transaction.atomic
def release(*, drop_uncertain: bool) -> int:
    """End the hold and try what waits at once; return how many letters and mails are tried.

    ``drop_uncertain``: letters that waited in the copy are not sent, because they may have gone
    out before the restore.
    """
    held = LetterHold.objects.select_for_update().first()
    if held is None:
        return 0
    if drop_uncertain:
        _uncertain(held).update(state=LetterState.DROPPED)
    held.delete()
    waiting = Job.objects.filter(RETRYABLE, name__in=persistent_names())
    return len(retry(list(waiting.values_list("pk", flat=True))))


def _uncertain(held: LetterHold) -> QuerySet[Letter]:
    return Letter.objects.filter(created_at__lte=held.data_of).exclude(state__in=ENDED)
