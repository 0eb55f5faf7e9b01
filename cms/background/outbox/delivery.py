"""Hand letters over to the mail server, once."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from cms.background.models import Letter
from cms.background.models.letter import ENDED, LetterState

from .delivery_hold import refuse_while_held
from .mail import render
from .registry import composer_of

# As long as a job's lease: after it, whoever claimed the letter is gone.
CLAIM: Final = timedelta(seconds=90)
# A mail server may be away over a long weekend; a letter that is later than that is no help.
KEEP_TRYING: Final = timedelta(days=4)
KEPT: Final = timedelta(days=90)


class LetterBusyError(Exception):
    """Another job is just sending this letter; it is asked again later."""


def send(letter_id: str, *, job_key: str) -> None:
    """Claim the letter, hand it over, mark it sent; nothing for one that has ended.

    Call outside any transaction. A process that dies between handing over and marking leaves a
    claim; the letter then goes out again with the same ``Message-ID``, by which mail programs know
    it. Raises DeliveryHeldError after a restore, LetterBusyError while another job sends it, and
    what the mail server raises.
    """
    refuse_while_held()
    letter = _claim(letter_id, job_key)
    if letter is None:
        return
    mail = composer_of(letter.kind)(letter.subject_id)
    if mail is None or not mail.to:
        Letter.objects.filter(pk=letter.pk).update(state=LetterState.DROPPED)
        return
    render(mail, letter.pk).send()
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.SENT, sent_at=timezone.now())


@transaction.atomic
def _claim(letter_id: str, job_key: str) -> Letter | None:
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None or letter.state in ENDED:
        return None
    now = timezone.now()
    if letter.claimed_at and letter.claimed_by != job_key and letter.claimed_at > now - CLAIM:
        raise LetterBusyError(str(letter.pk))
    letter.state, letter.claimed_at, letter.claimed_by = LetterState.SENDING, now, job_key
    letter.save(update_fields=["state", "claimed_at", "claimed_by"])
    return letter


def forget(now: datetime | None = None) -> int:
    """Delete the letters of more than ninety days ago; return how many."""
    old = Letter.objects.filter(created_at__lt=(now or timezone.now()) - KEPT)
    return old.delete()[0]
