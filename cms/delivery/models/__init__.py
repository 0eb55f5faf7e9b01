"""Tables of prepared documents and of answers to repeated requests.

They carry the application label ``core``, under which they were created.
"""

from .idempotency import IdempotentAnswer
from .prepared_document import PreparedDocument

__all__ = ["IdempotentAnswer", "PreparedDocument"]
