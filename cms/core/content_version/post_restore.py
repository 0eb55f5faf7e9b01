"""The version after a restore: one that nobody has seen yet."""

from typing import Final

from .current_version import forget
from .transaction_state import default_connection

# More than are ever used between a copy and its restore.
_GAP: Final = 1_000_000


def leave_behind() -> None:
    """Raise the version above all that caches and frontends may know of the lost database."""
    with default_connection().cursor() as cursor:
        cursor.execute("UPDATE core_contentversion SET version = version + %s", [_GAP])
    forget()
