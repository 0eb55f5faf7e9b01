"""The number of the public content: everything derived from content is valid for one version.

``current()`` tells it from memory, ``bump()`` raises it; writes of public content raise it by
themselves (``watch``), whichever way they reach the database.
"""

from .bump import bump
from .current_version import current, forget, is_uncommitted, read
from .versioned_cache import VersionedCache

__all__ = ["VersionedCache", "bump", "current", "forget", "is_uncommitted", "read"]
