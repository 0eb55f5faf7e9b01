"""Jobs of batches and outgoing mail."""

from cms.background import outbox
from cms.background.batches import executor
from cms.background.jobs.api import Effect, job, periodic


@job("core.batch", effect=Effect.OUTSIDE)
def batch(*, batch_id: int, job_key: str) -> None:
    """Do the next items of a batch, each in a transaction of its own."""
    del job_key
    executor.drive(batch_id)


@periodic("core.restart_batches", seconds=60)
def restart_batches() -> None:
    """Go on with long work whose job was lost."""
    executor.restart_stalled()


@periodic("core.forget_batches", seconds=86400)
def forget_batches() -> None:
    """Delete long work that was finished a month ago."""
    executor.forget_old()


@job("core.send_letter", effect=Effect.OUTSIDE, keep_trying=outbox.KEEP_TRYING)
def send_letter(*, letter_id: str, job_key: str) -> None:
    """Hand one letter over to the mail server."""
    outbox.send(letter_id, job_key=job_key)


@periodic("core.forget_letters", seconds=86400)
def forget_letters() -> None:
    """Delete letters of more than ninety days ago."""
    outbox.forget()
