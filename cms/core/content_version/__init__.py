"""The number of the public content: everything derived from content is valid for one version.

``current()`` tells it from memory, ``bump()`` has it raised at the commit; writes of public content
do so by themselves (``execute_wrapper``), whichever way they reach the database.
"""

from .bump import bump
from .current_version import current, forget, read
from .transaction_state import is_uncommitted
from .versioned_cache import VersionedCache

__all__ = ["VersionedCache", "bump", "current", "forget", "is_uncommitted", "read"]
