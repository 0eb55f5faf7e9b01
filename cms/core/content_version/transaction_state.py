"""What one transaction has done to the version so far."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(eq=False, frozen=True, slots=True)
class Change:
    """Stands in the connection's commit hooks for content that the open transaction changed.

    Django drops the hook when the savepoint or transaction that registered it is rolled back,
    which is exactly when the change itself is undone.
    """

    on_commit: Callable[[], None]

    def __call__(self) -> None:
        """Run when the transaction has committed."""
        self.on_commit()


@dataclass(eq=False, frozen=True, slots=True)
class Raised:
    """Stands among the commit hooks where the version was raised for the changes before it."""

    def __call__(self) -> None:
        """Do nothing: what follows from a commit follows from its changes."""


def default_connection() -> BaseDatabaseWrapper:
    """Return this thread's connection to the content's database."""
    connection: Any = connections[DEFAULT_DB_ALIAS]
    found: BaseDatabaseWrapper = connection
    return found


def is_uncommitted() -> bool:
    """Tell whether the open transaction changed content: what it reads is not for others yet."""
    return bool(_steps(default_connection()))


def is_due(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the open transaction changed content since it last raised the version."""
    steps = _steps(connection)
    return bool(steps) and isinstance(steps[-1], Change)


def _steps(connection: BaseDatabaseWrapper) -> list[Change | Raised]:
    """Return the changes and raises of the open transaction, but for those rolled back."""
    return [entry[1] for entry in connection.run_on_commit if isinstance(entry[1], Change | Raised)]
