"""The frame of every page in the log of changes: one entry a language."""

from collections.abc import Iterator

from cms.core import locales
from cms.core.representations.visibility import Visibility
from cms.delivery.changes import Item
from cms.delivery.documents.store import encode, etag_of

from .site_chrome import represent_site_chrome


def site_items(_version: int, visibility: Visibility) -> Iterator[Item]:
    """Yield menu, footer, alerts and funding line of each language together."""
    for code in locales.CODES:
        yield Item(
            kind="site",
            reader_locale=code,
            type="site",
            address=f"/api/v2/site/?locale={code}",
            etag=etag_of(encode(represent_site_chrome(code, visibility))),
        )
