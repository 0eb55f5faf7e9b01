"""What somebody had before their eyes when they answered: only that is answered."""

from datetime import datetime
from typing import Final

from django.db.models import Max, Q

from cms.cases.enums import Action
from cms.cases.models import Case, CaseEvent

from .errors import UnseenJoinedError

NOTHING: Final = 0
EVERYTHING: Final = 2**63 - 1  # No line of the log has a larger number.


def read_marker(case: Case) -> int:
    """Return the number of the last line in a case's log; ask before reading what is shown."""
    last: int | None = case.events.aggregate(last=Max("pk"))["last"]
    return last or NOTHING


def unread_since(case: Case, seen: int) -> datetime | None:
    """Return since when a sender waits once all up to line ``seen`` of the log is answered.

    The request itself is known to whoever answers it; what came with a joining or a parting counts
    from the line of that. None if nobody waits.
    """
    if case.unanswered_since is None:
        return None
    brought = Q(action__in=(Action.MERGED, Action.PARTED), detail__has_key="since")
    lines = case.events.filter(Q(action=Action.HEARD) | brought, pk__gt=seen)
    waits = (since for since in map(_since, lines) if since >= case.unanswered_since)
    return min(waits, default=None)


def check_joined_seen(case: Case, seen: int) -> None:
    """Raise UnseenJoinedError if a case was joined with a locked one after line ``seen``.

    Lines of all logs are numbered in one row, and a joined case's own log says when it was joined.
    """
    later = case.merged.filter(events__action=Action.MERGED, events__pk__gt=seen)
    if unseen := list(later.order_by("reference").distinct()):
        raise UnseenJoinedError(unseen)


def _since(line: CaseEvent) -> datetime:
    said = line.detail.get("since")
    return datetime.fromisoformat(said) if said else line.at
