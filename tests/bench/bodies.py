"""Page bodies for measuring: every block family once or more, 3-6 KB of text, one to three images.

Everything follows from a seed, so that each run measures the same content.
"""

import random
import uuid
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from tests.bench.texts import SENTENCES

RawBlock = dict[str, Any]
PROSE_BLOCKS: Final = (9, 16)


@dataclass(frozen=True)
class Targets:
    """Ids that bodies of one locale may refer to."""

    images: list[int]
    documents: list[int]
    pages: list[int]


class BodyWriter:
    """Writes one page's body as the raw JSON that a StreamField stores."""

    def __init__(self, seed: str, locale: str, targets: Targets) -> None:
        self._random = random.Random(seed)
        self._sentences = SENTENCES[locale]
        self._targets = targets

    def write(self) -> list[RawBlock]:
        """Return the blocks in reading order."""
        texts = [self._prose() for _ in range(self._random.randint(*PROSE_BLOCKS))]
        images = [self._image() for _ in range(self._random.randint(1, 3))]
        others = [*images, *(self._block(kind, value) for kind, value in self._others())]
        self._random.shuffle(others)
        return [self._heading(2), *texts[:2], *_interleaved(others, [self._heading(3), *texts[2:]])]

    def sentence(self) -> str:
        """Return a sentence."""
        return self._random.choice(self._sentences)

    def _others(self) -> list[tuple[str, Any]]:
        return [
            ("callout", {"tone": "tip", "title": self._short(), "text": self._html(1)}),
            ("steps", {"title": self._short(), "items": self._titled(3)}),
            ("checklist", {"title": self._short(), "items": self._items([self._short()] * 4)}),
            ("accordion", {"title": self._short(), "items": self._titled(3)}),
            ("table", {"caption": self._short(), "table": self._table()}),
            ("contact_card", self._contact()),
            ("document", self._document()),
            ("video", self._video()),
            ("quote", {"text": self.sentence(), "attribution": "Olena K.", "role": ""}),
            ("related_pages", {"title": self._short(), "pages": self._items(self._pages(3))}),
        ]

    def _heading(self, level: int) -> RawBlock:
        return self._block("heading", {"text": self._short(), "level": str(level)})

    def _prose(self) -> RawBlock:
        page = self._pages(1)[0]
        link = f'<p><a linktype="page" id="{page}">{escape(self._short())}</a></p>'
        web = '<p><a href="https://www.gov.pl/">gov.pl</a></p>'
        return self._block("rich_text", self._html(2) + link + web)

    def _image(self) -> RawBlock:
        image = self._random.choice(self._targets.images)
        return self._block("image", {"image": image, "alt": self._short(), "caption": ""})

    def _contact(self) -> dict[str, str]:
        return {
            "name": self._short(),
            "role": "",
            "phone": "+48 800 000 000",
            "email": "pomoc@example.org",
            "address": "ul. Długa 1, 00-001 Warszawa",
            "hours": "8-16",
            "url": "https://example.org/",
        }

    def _document(self) -> dict[str, Any]:
        document = self._random.choice(self._targets.documents)
        return {"document": document, "title": self._short(), "description": self._short()}

    def _video(self) -> dict[str, Any]:
        return {
            "title": self._short(),
            "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "poster": self._random.choice(self._targets.images),
            "transcript": self._html(1),
        }

    def _table(self) -> dict[str, Any]:
        rows = [[self._short() for _ in range(3)] for _ in range(3)]
        return {"data": rows, "table_header_choice": "row", "cell": [], "mergeCells": []}

    def _titled(self, count: int) -> list[RawBlock]:
        return self._items([{"title": self._short(), "text": self._html(1)} for _ in range(count)])

    def _items(self, values: list[Any]) -> list[RawBlock]:
        return [self._block("item", value) for value in values]

    def _pages(self, count: int) -> list[int]:
        return self._random.choices(self._targets.pages, k=count)

    def _html(self, sentences: int) -> str:
        return f"<p>{escape(' '.join(self.sentence() for _ in range(sentences)), quote=False)}</p>"

    def _short(self) -> str:
        return " ".join(self.sentence().rstrip(".").split()[:4])

    def _block(self, kind: str, value: Any) -> RawBlock:
        ident = str(uuid.UUID(int=self._random.getrandbits(128), version=4))
        return {"type": kind, "value": value, "id": ident}


def _interleaved(first: list[RawBlock], second: list[RawBlock]) -> list[RawBlock]:
    """Return the blocks of both lists, one of each in turn, then what is left of the longer."""
    paired = [block for pair in zip(first, second, strict=False) for block in pair]
    shorter = min(len(first), len(second))
    return [*paired, *first[shorter:], *second[shorter:]]
