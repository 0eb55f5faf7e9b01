"""Tables of batches and outgoing mail.

They carry the application label ``core``, under which they were created.
"""

from .batch import Batch, BatchItem
from .letter import Letter
from .letter_hold import LetterHold

__all__ = ["Batch", "BatchItem", "Letter", "LetterHold"]
