"""The log of changes, from which mirrors learn what to fetch again and what to drop.

Nothing remembers which document depends on what: a job reads every public object, compares its
digest with the one in the log and notes what differs. An entry's version is read after the object,
so no change can be noted with a version that a mirror has passed already. Removals by a page's or
a file's own transaction are in the log with it.
"""

from .log_reader import UnknownVersionError, read
from .log_writer import begin_anew, forget_removed, remove
from .sources import Item, Source, items_by_language, register
from .walk import catch_up, is_due

__all__ = [
    "Item",
    "Source",
    "UnknownVersionError",
    "begin_anew",
    "catch_up",
    "forget_removed",
    "is_due",
    "items_by_language",
    "read",
    "register",
    "remove",
]
