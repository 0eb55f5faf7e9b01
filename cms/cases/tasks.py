"""What happens to cases by itself."""

from typing import Final
from uuid import UUID

from cms.background.jobs.api import Effect, job, periodic

from .domain import (
    orphaned_files,
    overdue,
    reassignment,
    reminders,
    retention,
    stale_cases,
    virus_scan,
)

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
# As many as a job does well within its time.
CASES_AT_ONCE: Final = 500


@periodic("desk.tell_overdue", seconds=15 * MINUTE)
def tell_overdue() -> None:
    """Tell staff what is overdue."""
    overdue.tell_overdue()


@periodic("desk.give_back", seconds=15 * MINUTE)
def give_back() -> None:
    """Free what somebody has who no longer answers for it."""
    reassignment.give_back()


@periodic("desk.remind", seconds=15 * MINUTE)
def remind() -> None:
    """Remind senders of appointments."""
    reminders.remind()


@job("desk.scan_file", effect=Effect.OUTSIDE)
def scan_file(*, file_id: str, job_key: str) -> None:
    """Have a file looked through for viruses."""
    del job_key  # Asking twice gives the same answer.
    virus_scan.scan(UUID(file_id))


@periodic("desk.scan_again", seconds=15 * MINUTE)
def scan_again() -> None:
    """Ask again about files whose job has given up."""
    virus_scan.ask_again()


@periodic("desk.anonymise", seconds=HOUR, effect=Effect.OUTSIDE)
def anonymise(*, job_key: str) -> None:
    """Empty personal data that has been kept long enough."""
    del job_key
    stale_cases.close_stale_cases()
    retention.delete_due(limit=CASES_AT_ONCE)


@periodic("desk.delete_orphans", seconds=24 * HOUR, effect=Effect.OUTSIDE)
def delete_orphans(*, job_key: str) -> None:
    """Delete contents of files that no row names."""
    del job_key
    orphaned_files.delete_orphans()
