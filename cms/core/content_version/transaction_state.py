"""What one transaction has done to the version so far."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(eq=False, slots=True)
class Marker:
    """Stands in the connection's commit hooks for as long as a bump is neither lost nor done.

    Django drops the hook when the savepoint or transaction that registered it is rolled back,
    which is exactly when the bump itself is undone. ``seen``: somebody has read the version since,
    so a later change needs a version of its own.
    """

    on_commit: Callable[[], None]
    seen: bool = False

    def __call__(self) -> None:
        """Run when the transaction has committed."""
        self.on_commit()


def default_connection() -> BaseDatabaseWrapper:
    """Return this thread's connection to the content's database."""
    connection: Any = connections[DEFAULT_DB_ALIAS]
    found: BaseDatabaseWrapper = connection
    return found


def markers(connection: BaseDatabaseWrapper) -> list[Marker]:
    """Return the bumps of the open transaction that have not been rolled back."""
    return [entry[1] for entry in connection.run_on_commit if isinstance(entry[1], Marker)]
