"""Values that follow from the content, kept in memory for one version."""

from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

from .transaction_state import is_uncommitted

Value = TypeVar("Value")
LIMIT: Final = 500


class VersionedCache(Generic[Value]):
    """A small cache whose entries are valid for exactly one content version.

    Entries computed inside a transaction that changed content are not kept: it may be rolled back.
    """

    def __init__(self) -> None:
        self._kept: tuple[int, dict[Hashable, Value]] = (-1, {})

    def get(self, version: int, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of ``key`` at ``version``, which was read before this call."""
        if is_uncommitted():
            return compute()
        kept_version, values = self._kept
        if kept_version != version:
            values = {}
            self._kept = (version, values)
        if key in values:
            return values[key]
        value = compute()
        if len(values) < LIMIT:
            values[key] = value
        return value
