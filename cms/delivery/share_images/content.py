"""What a share image says, and the address that follows from it."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Final

from django.conf import settings

# Raised when the drawing changes, so that every picture gets a new address.
DESIGN: Final = 1


@dataclass(frozen=True, slots=True)
class Shared:
    """The texts of a picture. ``section`` are the titles between the home and the page."""

    site: str
    section: tuple[str, ...]
    title: str

    @property
    def digest(self) -> str:
        """What tells this picture from any other of the page."""
        return hashlib.blake2b(repr((DESIGN, astuple(self))).encode(), digest_size=8).hexdigest()


def shared(title: str, ancestors: Sequence[str]) -> Shared:
    """Return what the picture of a page says; ``ancestors`` are titles, the home's first."""
    site = ancestors[0] if ancestors else title
    return Shared(site, tuple(ancestors[1:]), title)


def address(page_id: int | None, reader_locale: str, digest: str) -> str:
    """Return where the picture is; a page that was never saved has none."""
    if not page_id:
        return ""
    return f"{settings.CMS_URL}/share/{page_id}/{reader_locale}/{digest}.png"
