"""Mails, digests and reminders, in the background."""

from typing import Final

from cms.core.letters import KEEP_TRYING
from cms.jobs.api import Effect, job, periodic

from .domain import due, mailing

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE


@job("notices.at_once")
def at_once(*, person_id: int) -> None:
    """Put what a person is to know at once into one mail."""
    mailing.gather(person_id)


@job("notices.send", effect=Effect.OUTSIDE, keep_trying=KEEP_TRYING)
def send(*, mail_id: str, job_key: str) -> None:
    """Hand one mail over to the mail server."""
    mailing.send(mail_id, job_key=job_key)


@periodic("notices.digests", seconds=MINUTE)
def digests() -> None:
    """Make the day's digests once their hour has come."""
    mailing.gather_digests()


@periodic("notices.due_soon", seconds=HOUR)
def due_soon() -> None:
    """Tell people what they have to finish in the next days."""
    due.tell_what_is_due()


@periodic("notices.forget", seconds=24 * HOUR)
def forget() -> None:
    """Delete what is older than ninety days."""
    mailing.forget()
