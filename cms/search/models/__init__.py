"""Tables of the index, the editors' list of words, and queries that found nothing."""

from .index import IndexDocument, IndexState, IndexWord, Posting
from .missed_query import MissedQuery
from .synonym import Synonym

__all__ = ["IndexDocument", "IndexState", "IndexWord", "MissedQuery", "Posting", "Synonym"]
