"""All paths that can lead anywhere, in memory: an invented address is told at once.

Readers of invented addresses are mostly programs, and every address of theirs is another one: an
answer that is kept for each of them would help nobody and fill the memory.
"""

from itertools import chain, islice
from typing import Final

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.core import locales
from cms.core.content_version import VersionedCache

MAX_ADDRESSES: Final = 100_000  # Some 10 MB; a larger site asks the database every time.

_Hashes = frozenset[int] | None


def may_lead(path: str, version: int) -> bool:
    """Tell whether a page or a redirect can be at ``path``; “no” is certain for a version.

    Two queries a version, of whoever asks first for what is not prepared.
    """
    known = _known.get(version, "addresses", _read)
    if known is None:
        return True
    spellings = {path, locales.in_locale(path, locales.SOURCE)}
    return any(_hash(each) in known for each in spellings)


def _read() -> _Hashes:
    """Return all paths; of pages that are not public as well, so that publishing adds none."""
    pages = Page.objects.filter(depth__gt=1).values_list("url_path", flat=True).order_by()
    redirects = Redirect.objects.values_list("old_path", flat=True).order_by()
    found = chain(pages.iterator(), redirects.iterator())
    hashes = frozenset(map(_hash, islice(found, MAX_ADDRESSES + 1)))
    return None if len(hashes) > MAX_ADDRESSES else hashes


def _hash(path: str) -> int:
    return hash(path.rstrip("/"))


_known: Final[VersionedCache[_Hashes]] = VersionedCache()
