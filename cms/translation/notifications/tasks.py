"""Mails, digests and reminders, in the background."""

from typing import Final

from cms.background.jobs.api import Effect, job, periodic
from cms.background.outbox import KEEP_TRYING

from .domain import due_reminders, email_delivery

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE


@job("notices.at_once")
def at_once(*, person_id: int) -> None:
    """Put what a person is to know at once into one mail."""
    email_delivery.gather(person_id)


@job("notices.send", effect=Effect.OUTSIDE, keep_trying=KEEP_TRYING)
def send(*, mail_id: str, job_key: str) -> None:
    """Hand one mail over to the mail server."""
    email_delivery.send(mail_id, job_key=job_key)


@periodic("notices.digests", seconds=MINUTE)
def digests() -> None:
    """Make the day's digests once their hour has come."""
    email_delivery.gather_digests()


@periodic("notices.due_soon", seconds=HOUR)
def due_soon() -> None:
    """Tell people what they have to finish in the next days."""
    due_reminders.tell_what_is_due()


@periodic("notices.forget", seconds=24 * HOUR)
def forget() -> None:
    """Delete what is older than ninety days."""
    email_delivery.forget()
