"""What the desk does by itself."""

from typing import Final

from cms.jobs.api import periodic

from .domain import overdue, reminders

MINUTE: Final = 60


@periodic("desk.tell_overdue", seconds=15 * MINUTE)
def tell_overdue() -> None:
    """Tell the desk what is overdue."""
    overdue.tell_overdue()


@periodic("desk.remind", seconds=15 * MINUTE)
def remind() -> None:
    """Remind senders of appointments."""
    reminders.remind()
