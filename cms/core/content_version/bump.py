"""Raise the version in the caller's transaction."""

from django.db import transaction

from cms.background.jobs.api import enqueue

from .current_version import forget
from .transaction_state import Marker, default_connection, markers

_RAISE = "UPDATE core_contentversion SET version = version + 1 WHERE id = 1 RETURNING version"
_FIRST = "INSERT INTO core_contentversion (id, version) VALUES (1, 1)"


def bump() -> None:
    """Give the content a new version when the open transaction commits, and tell the frontends.

    A second call in one transaction does nothing, unless the version was read in between or the
    first one was rolled back to a savepoint.
    """
    connection = default_connection()
    if any(not marker.seen for marker in markers(connection)):
        return
    with transaction.atomic(savepoint=False):
        version = raise_version()
        transaction.on_commit(Marker(forget))
        enqueue("core.notify_frontends", key="frontends", content_version=version)


def raise_version() -> int:
    """Raise the version without telling anybody; return the new one."""
    with default_connection().cursor() as cursor:
        cursor.execute(_RAISE)
        row = cursor.fetchone()
        if row is None:
            cursor.execute(_FIRST)
            return 1
    return int(row[0])
