"""How the places and activities among the results are at this moment, as their features say."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from .json_types import HitStateJSON
from .ranking import Hit

# (ids of source pages, reader's locale, content version) → state by id.
ReadStates = Callable[[Collection[int], str, int], Mapping[int, HitStateJSON]]

_readers: Final[dict[str, ReadStates]] = {}


def register(kind: str, read: ReadStates) -> None:
    """Let a feature say how results of its kind are; from memory, without a query."""
    _readers[kind] = read


def states_of(hits: Iterable[Hit], locale: str, version: int) -> dict[int, HitStateJSON]:
    """Return the states of those hits that have one, by the id of their document."""
    by_kind: dict[str, dict[int, int]] = defaultdict(dict)
    for hit in hits:
        if hit.candidate.kind in _readers:
            by_kind[hit.candidate.kind][hit.candidate.source_id] = hit.candidate.pk
    return {
        documents[source_id]: state
        for kind, documents in by_kind.items()
        for source_id, state in _readers[kind](documents, locale, version).items()
    }
