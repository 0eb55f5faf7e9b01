"""Facts that must be the same in every language: what a reader acts on.

A number, a day, an address or an article of law that stands in the source and not in the
translation is the error that hurts readers most and that a tired reviewer sees least. Values are
compared, not strings: each language writes them its own way.
"""

from .comparison import facts, missing_facts
from .fact import Fact, FactKind

__all__ = ["Fact", "FactKind", "facts", "missing_facts"]
