"""Tables of the index, and the editors' list of words."""

from .index import IndexDocument, IndexState, IndexWord, Posting
from .synonym import Synonym

__all__ = ["IndexDocument", "IndexState", "IndexWord", "Posting", "Synonym"]
