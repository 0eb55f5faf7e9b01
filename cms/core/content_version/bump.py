"""Note in the caller's transaction that content has changed."""

from django.db import transaction

from .current_version import forget
from .transaction_state import Change, default_connection, is_due


def bump() -> None:
    """Give the content a new version when the open transaction commits, and tell the frontends.

    A second call in one transaction does nothing, unless the version was read in between or the
    first one was rolled back to a savepoint.
    """
    if not is_due(default_connection()):
        with transaction.atomic(savepoint=False):
            transaction.on_commit(Change(forget))
