"""The demo content's files: one JSON a page, all languages side by side."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

CONTENT: Final = Path(__file__).parent / "content"
IMAGES: Final = CONTENT / "images"

Text = dict[str, Any]
"""One language of a page: title, slug, lead, seo_title, search_description, body."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page as its file describes it, ``type`` as the API names it.

    ``texts`` maps a locale code to that language's text, ``facts`` hold for all languages.
    ``behind`` are languages that were translated before the last block of the Polish text was
    added.
    """

    key: str
    parent: str | None
    type: str
    show_in_menus: bool
    reviewed_on: str | None
    reviewed_by: str
    texts: dict[str, Text]
    facts: dict[str, Any]
    behind: tuple[str, ...]

    def text(self, code: str, *, earlier: bool = False) -> Text:
        """Return one language's text; ``earlier`` without the block that was added last."""
        text = self.texts[code]
        return {**text, "body": text["body"][:-1]} if earlier else text


def page_files(locale_codes: tuple[str, ...]) -> list[PageFile]:
    """Return the pages in the order of their file names: parents come before their children."""
    return [
        _page_file(json.loads(path.read_text("utf-8")), locale_codes)
        for path in sorted(CONTENT.glob("[0-9]*.json"))
    ]


def _page_file(data: dict[str, Any], locale_codes: tuple[str, ...]) -> PageFile:
    return PageFile(
        key=data["key"],
        parent=data.get("parent"),
        type=data["type"],
        show_in_menus=data.get("show_in_menus", False),
        reviewed_on=data.get("reviewed_on"),
        reviewed_by=data.get("reviewed_by") or "",
        texts={code: data[code] for code in locale_codes if code in data},
        facts=data.get("facts", {}),
        behind=tuple(data.get("behind", ())),
    )


def frame_file() -> dict[str, Text]:
    """Return footer, funding line, alerts and navigation by locale code."""
    found: dict[str, Text] = json.loads((CONTENT / "site.json").read_text("utf-8"))
    return found


def taxonomy_file() -> dict[str, dict[str, Text]]:
    """Return audiences, services and glossary terms: kind → key → locale code → words."""
    found: dict[str, dict[str, Text]] = json.loads((CONTENT / "taxonomies.json").read_text("utf-8"))
    return found


def kinds_file() -> dict[str, dict[str, Any]]:
    """Return the kinds of support: key → “facts” and locale codes → fields."""
    found: dict[str, dict[str, Any]] = json.loads(
        (CONTENT / "support_kinds.json").read_text("utf-8")
    )
    return found


def cases_file() -> dict[str, list[dict[str, Any]]]:
    """Return message templates, requests of schools and questions to points, all invented."""
    found: dict[str, list[dict[str, Any]]] = json.loads((CONTENT / "cases.json").read_text("utf-8"))
    return found


def schools_path() -> Path:
    """Return where the invented register of schools is."""
    return CONTENT / "schools.csv"


def terms_file() -> bytes:
    """Return the term base as CSV."""
    return (CONTENT / "terms.csv").read_bytes()


def image_files() -> dict[str, Path]:
    """Return the pictures by key."""
    return {path.stem: path for path in sorted(IMAGES.glob("*.png"))}
