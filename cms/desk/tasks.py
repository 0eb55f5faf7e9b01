"""What the desk does by itself."""

from typing import Final
from uuid import UUID

from cms.jobs.api import Effect, job, periodic

from .domain import handing, lapsing, orphans, overdue, reminders, retention, scanning

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
# As many as a job does well within its time.
CASES_AT_ONCE: Final = 500


@periodic("desk.tell_overdue", seconds=15 * MINUTE)
def tell_overdue() -> None:
    """Tell the desk what is overdue."""
    overdue.tell_overdue()


@periodic("desk.give_back", seconds=15 * MINUTE)
def give_back() -> None:
    """Free what somebody has who no longer answers for it."""
    handing.give_back()


@periodic("desk.remind", seconds=15 * MINUTE)
def remind() -> None:
    """Remind senders of appointments."""
    reminders.remind()


@job("desk.scan_file", effect=Effect.OUTSIDE)
def scan_file(*, file_id: str, job_key: str) -> None:
    """Have a file looked through for viruses."""
    del job_key  # Asking twice gives the same answer.
    scanning.scan(UUID(file_id))


@periodic("desk.scan_again", seconds=15 * MINUTE)
def scan_again() -> None:
    """Ask again about files whose job has given up."""
    scanning.ask_again()


@periodic("desk.anonymise", seconds=HOUR, effect=Effect.OUTSIDE)
def anonymise(*, job_key: str) -> None:
    """Empty personal data that has been kept long enough."""
    del job_key
    lapsing.lapse()
    retention.delete_due(limit=CASES_AT_ONCE)


@periodic("desk.delete_orphans", seconds=24 * HOUR, effect=Effect.OUTSIDE)
def delete_orphans(*, job_key: str) -> None:
    """Delete contents of files that no row names."""
    del job_key
    orphans.delete_orphans()
