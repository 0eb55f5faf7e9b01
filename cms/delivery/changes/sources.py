"""What objects the public API has, and what each of them answers now."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Model, QuerySet

from cms.core import locales
from cms.core.representations.visibility import Visibility
from cms.delivery.documents.store import encode, etag_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An object as it is now; the names are those of ``ChangeEntry``.

    ``etag`` is the validator of what ``address`` answers. Where the answer depends on the time it
    is a digest of the rest.
    """

    kind: str
    type: str
    address: str
    etag: str
    object_id: int = 0
    reader_locale: str = ""
    locale: str = ""
    path: str = ""

    @property
    def key(self) -> str:
        """What names the object, for ever."""
        return "/".join(filter(None, (self.kind, str(self.object_id or ""), self.reader_locale)))


def items_by_language(kind: str, facts: Callable[[str], object]) -> Iterator[Item]:
    """Yield one item a language; ``facts`` returns what is compared of a language, as JSON."""
    for code in locales.CODES:
        yield Item(
            kind=kind,
            reader_locale=code,
            type=kind,
            address=f"/api/v2/{kind}/?locale={code}",
            etag=etag_of(encode(facts(code))),
        )


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of objects: all that are public now, few enough to be read at once.

    ``items`` takes the content version as well, for what is kept in memory by it. ``public`` finds
    the rows of those that are public; without it they always are.
    """

    items: Callable[[int, Visibility], Iterable[Item]]
    public: Callable[[Visibility], QuerySet[Model]] | None = None


_sources: Final[dict[str, Source]] = {}


def register(kind: str, source: Source) -> None:
    """Let the log tell changes of objects of ``kind``."""
    _sources[kind] = source


def sources() -> dict[str, Source]:
    """Return all sources by their kind."""
    return dict(_sources)
