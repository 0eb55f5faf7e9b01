"""The handbook's order: parts and chapters as they stand in the source's tree."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Page

from cms.core.representations.cards import PageCardJSON
from cms.core.representations.source_facts import place_of

from .json_types import PartCardJSON

if TYPE_CHECKING:
    from cms.core.representations.context import Reader

Neighbours = tuple[PageCardJSON | None, PageCardJSON | None]


@dataclass(frozen=True, slots=True)
class Outline:
    """Treebeard paths of parts and chapters in reading order, and the pages themselves by path.

    It holds what readers may see, and the page it was made for: a draft has its place as well.
    """

    here: str
    pages: dict[str, Page]
    reader: "Reader"

    @property
    def parts(self) -> list[str]:
        """Paths of the parts, in order."""
        return [path for path in self.pages if path[: -Page.steplen] not in self.pages]

    def chapters(self, part: str) -> list[str]:
        """Return the paths of a part's chapters, in order."""
        return [path for path in self.pages if path[: -Page.steplen] == part]

    @property
    def number(self) -> str:
        """Number of the chapter at hand: part, a full stop, place within the part."""
        part = self.here[: -Page.steplen]
        return f"{self.parts.index(part) + 1}.{self.chapters(part).index(self.here) + 1}"

    def cards(self, paths: Iterable[str]) -> list[PageCardJSON]:
        """Return cards of what stands at ``paths``; what is not public has none."""
        return self.reader.cards(self.pages[path] for path in paths)

    def part_cards(self) -> list[PartCardJSON]:
        """Return the parts with their chapters; all leads are read together."""
        paths = list(self.pages)
        cards = dict(zip(paths, self.cards(paths), strict=True))
        return [
            {**cards[part], "chapters": [cards[path] for path in self.chapters(part)]}
            for part in self.parts
        ]

    def neighbouring_parts(self) -> Neighbours:
        """Return the parts before and after the one at hand."""
        return self._neighbours(self.parts)

    def neighbouring_chapters(self) -> Neighbours:
        """Return the chapters before and after the one at hand, across parts."""
        return self._neighbours([path for part in self.parts for path in self.chapters(part)])

    def _neighbours(self, order: list[str]) -> Neighbours:
        place = order.index(self.here)
        before, after = order[:place][-1:], order[place + 1 :][:1]
        found = {card["id"]: card for card in self.cards([*before, *after])}
        return self._card(before, found), self._card(after, found)

    def _card(self, paths: list[str], cards: dict[int, PageCardJSON]) -> PageCardJSON | None:
        best = self.reader.best(self.pages[paths[0]].pk) if paths else None
        return None if best is None else cards[best.pk]


def outline_for(page: Page, reader: "Reader", *, levels: int) -> Outline:
    """Return the outline of the handbook that stands ``levels`` above ``page`` (0: is it itself).

    Two queries, however large the handbook is.
    """
    place = place_of(page, reader)
    handbook = place.path[: len(place.path) - levels * Page.steplen]
    kept = {place.path[: len(place.path) - up * Page.steplen] for up in range(levels)}
    below = list(
        Page.objects.filter(path__startswith=handbook, depth__gt=place.depth - levels)
        .order_by("path")
        .only("pk", "path")
    )
    reader.pages.look_up(ids=[one.pk for one in below])
    pages = {one.path: one for one in below} | ({place.path: place} if levels else {})
    shown = _filter(pages, lambda path: path in kept or reader.best(pages[path].pk) is not None)
    return Outline(place.path, shown, reader)


def _filter(pages: dict[str, Page], public: Callable[[str], bool]) -> dict[str, Page]:
    """Return the public pages in tree order, without what stands below one that is not public."""
    shown: dict[str, Page] = {}
    top = min((len(path) for path in pages), default=0)
    for path in sorted(pages):
        if public(path) and (len(path) == top or path[: -Page.steplen] in shown):
            shown[path] = pages[path]
    return shown
