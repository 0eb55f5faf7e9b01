"""The frame of every page in the log of changes: one entry a language."""

from collections.abc import Iterator

from cms.core.representations.visibility import Visibility
from cms.delivery.changes import Item, items_by_language

from .site_chrome import represent_site_chrome


def site_items(_version: int, visibility: Visibility) -> Iterator[Item]:
    """Return menu, footer, alerts and funding line of each language together."""
    return items_by_language("site", lambda code: represent_site_chrome(code, visibility))
