"""What people say instead of what our texts say: editors' words, and those of features."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from cms.core import locales
from cms.core.content_version import VersionedCache
from cms.search.analysis.stems import stem
from cms.search.models import Synonym
from cms.search.models.synonym import phrases

from .weights import words_of


class SynonymPair(NamedTuple):
    """In a language, whoever says one phrase means the other."""

    language: str
    said: str
    meant: str


@dataclass(frozen=True, slots=True)
class SynonymRule:
    """The stems of what is said, in any order, and the words of what is meant."""

    said: frozenset[str]
    meant: tuple[str, ...]


Rules = Mapping[str, Sequence[SynonymRule]]
_sources: Final[dict[str, Callable[[], Iterable[SynonymPair]]]] = {}
_known: Final[VersionedCache[Rules]] = VersionedCache()


def register(name: str, pairs: Callable[[], Iterable[SynonymPair]]) -> None:
    """Let a feature say which words lead to which; read once a content version."""
    _sources[name] = pairs


def rules(version: int) -> Rules:
    """Return the rules of every language at a content version."""
    return _known.get(version, "rules", _read)


def _read() -> Rules:
    found: dict[str, list[SynonymRule]] = defaultdict(list)
    for source in _sources.values():
        for pair in source():
            if (rule := _rule(pair)) is not None:
                found[pair.language].append(rule)
    return {code: tuple(dict.fromkeys(found[code])) for code in locales.CODES}


def _rule(pair: SynonymPair) -> SynonymRule | None:
    said = frozenset(stem(word, pair.language) for word in words_of(pair.said, pair.language))
    meant = tuple(words_of(pair.meant, pair.language))
    return SynonymRule(said, meant) if said and meant else None


def _of_editors() -> Iterator[SynonymPair]:
    for row in Synonym.objects.all():
        for said in phrases(row.said):
            for meant in phrases(row.meant):
                yield SynonymPair(row.language, said, meant)


register("editors", _of_editors)
