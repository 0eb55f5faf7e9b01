"""The shared state of a database, for all processes of a machine that can share a file."""

import logging
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from .shared_state import SharedState

logger = logging.getLogger(__name__)
BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
IN_MEMORY: Final = (":memory:", "mode=memory")
_boards: dict[tuple[object, ...], SharedState] = {}


def board_of(database: dict[str, Any]) -> SharedState:
    """Return the shared state for a connection's settings; the same one for the same database."""
    key = (database["NAME"], database["HOST"], database["PORT"])
    found = _boards.get(key)
    return found or _boards.setdefault(key, _new(key))


def _new(key: tuple[object, ...]) -> SharedState:
    """Return a shared state in ``RUN_DIR``, or one of this process alone where there is none.

    Without a boot's identity a file could be older than the clock it was written by; a database
    in memory belongs to its process anyway.
    """
    if settings.RUN_DIR is None or any(mark in str(key[0]) for mark in IN_MEMORY):
        return SharedState()
    name = f"content-version-{sha256(repr(key).encode()).hexdigest()[:16]}"
    try:
        return SharedState(Path(settings.RUN_DIR) / name, BOOT_ID.read_bytes())
    except OSError:
        logger.warning("Processes do not share the content version", exc_info=True)
        return SharedState()
