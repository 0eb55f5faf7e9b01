"""Tables of prepared documents, of answers to repeated requests, and of the log of changes.

The first two carry the application label ``core``, under which they were created.
"""

from .change_log import ChangeEntry, ChangeLog
from .idempotency import IdempotentAnswer
from .prepared_document import PreparedDocument

__all__ = ["ChangeEntry", "ChangeLog", "IdempotentAnswer", "PreparedDocument"]
