"""Raise the version: the last that a transaction does before it commits.

Last, because the version is one row that all who change content lock. A transaction that held it
while it waits for any other row would make everybody wait, and whoever holds that other row and
changes content in turn would wait in a circle. So nothing is locked after it but the one waiting
job that tells the frontends, which nobody locks before it.
"""

from typing import Final

from django.db import transaction

from cms.background.jobs.api import enqueue

from .transaction_state import Raised, default_connection, is_due

_RAISE: Final = (
    "UPDATE core_contentversion SET version = version + 1 WHERE id = 1 RETURNING version"
)
_FIRST: Final = "INSERT INTO core_contentversion (id, version) VALUES (1, 1)"


def raise_if_due() -> None:
    """Raise the version for what the open transaction has changed, and tell the frontends.

    Called before the commit, and before the version is read inside the transaction: then its row
    stays locked until the commit, so what takes long must not read it.
    """
    if not is_due(default_connection()):
        return
    with transaction.atomic(savepoint=False):
        version = raise_version()
        transaction.on_commit(Raised())
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
