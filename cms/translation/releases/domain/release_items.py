"""What a release consists of, and why a part of it cannot go live."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale, Revision

from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain.errors import TranslationError

from .live_revisions import Live


class NotStartedError(TranslationError):
    """There is no translation into this language, or it was stopped."""


class StoppedError(TranslationError):
    """The translation was stopped: it is edited by hand, and published by its reviewers."""


class NoRightsError(TranslationError):
    """The user may not publish this page."""


class NothingToPublishError(TranslationError):
    """The page has no text of its own to publish."""


class ChosenGoneError(TranslationError):
    """The page, or the text of it that was chosen, has been deleted since it was planned."""


class ChangedSinceError(TranslationError):
    """The page says something else, or is not live any more, since it was planned or released.

    ``act`` is the log's entry of who did it, None where nobody noted it; ``is_live`` tells whether
    it is live now.
    """

    def __init__(self, act: Any, *, is_live: bool) -> None:
        super().__init__("changed since")
        self.act = act
        self.is_live = is_live


class OwnDateError(TranslationError):
    """The text has dates of its own by which it would not be live now."""


Refusal = TranslationError | PublicationRefusedError


@dataclass(frozen=True, slots=True)
class ReleaseItem:
    """A source in one language; ``refusal`` is why it cannot go live, None where it can.

    ``page`` is None where it has been deleted; ``title`` stays.
    """

    page: Any
    locale: Locale
    refusal: Refusal | None = None
    kept_title: str = ""

    @property
    def title(self) -> str:
        """What people call the page."""
        return str(self.page.get_admin_display_title()) if self.page else self.kept_title


class ReleaseRefusedError(Exception):
    """Something of a release cannot go live, so nothing has; ``cells`` are what cannot."""

    def __init__(self, cells: list[ReleaseItem]) -> None:
        super().__init__(f"{len(cells)} refused")
        self.cells = cells


@dataclass(frozen=True, slots=True)
class ChosenRevision:
    """A source page and the revision of it that was chosen.

    The page ``goes_as_live`` where it has no other text. ``live`` is what was live of it when it
    was chosen, by language code; None compares nothing.
    """

    page: Any
    revision: Revision | None = None
    goes_as_live: bool = True
    live: Live | None = None
    title: str = field(default="", compare=False)


def latest(pages: Iterable[Any]) -> list[ChosenRevision]:
    """Return the pages with their newest texts; what has no changes goes as it is live."""
    return [_latest(page) for page in pages]


def _latest(page: Any) -> ChosenRevision:
    if page.has_unpublished_changes or not page.live:
        return ChosenRevision(page, page.latest_revision, goes_as_live=False)
    return ChosenRevision(page)
