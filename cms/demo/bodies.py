"""From the files' blocks to the raw JSON of a body.

Block ids are derived from the page's key and the block's place, so they are the same in every
language and at every load: translations meet their source segment by segment.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

_PAGE_LINK: Final = re.compile(r'<a href="page:([a-z0-9-]+)">')

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class References:
    """What the files name by key: ids of pages and of images."""

    pages: dict[str, int]
    images: dict[str, int]

    def html(self, source: str) -> str:
        """Return rich text as Wagtail stores it: page links by id."""
        return _PAGE_LINK.sub(lambda m: f'<a linktype="page" id="{self.pages[m[1]]}">', source)


def raw_body(key: str, blocks: list[Raw], references: References) -> list[Raw]:
    """Return the stream's raw JSON for the blocks of one language."""
    return [
        {
            "type": block["type"],
            "value": _value(block["type"], block["value"], references, f"{key}/{index}"),
            "id": _id(f"{key}/{index}"),
        }
        for index, block in enumerate(blocks)
    ]


def list_items(values: list[Any], place: str) -> list[Raw]:
    """Return ListBlock items with stable ids."""
    return [
        {"type": "item", "value": value, "id": _id(f"{place}/{index}")}
        for index, value in enumerate(values)
    ]


def _id(place: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"demo:{place}"))


def _value(block_type: str, value: Raw, references: References, place: str) -> Any:
    convert = _CONVERTERS.get(block_type)
    return value if convert is None else convert(value, references, place)


def _callout(value: Raw, references: References, _place: str) -> Raw:
    return {
        "tone": value["tone"],
        "title": value.get("title", ""),
        "text": references.html(value["html"]),
    }


def _prose_list(value: Raw, references: References, place: str) -> Raw:
    items = [{"title": i["title"], "text": references.html(i["html"])} for i in value["items"]]
    return {"title": value.get("title", ""), "items": list_items(items, place)}


def _table(value: Raw, _references: References, _place: str) -> Raw:
    headers = {(True, True): "both", (True, False): "row", (False, True): "column"}
    choice = headers.get((value["header_row"], value["header_column"]), "neither")
    grid = {
        "data": value["rows"],
        "cell": [],
        "mergeCells": [],
        "table_caption": "",
        "first_row_is_table_header": value["header_row"],
        "first_col_is_header": value["header_column"],
        "table_header_choice": choice,
    }
    return {"caption": value["caption"], "table": grid}


_CONVERTERS: Final[dict[str, Callable[[Raw, References, str], Any]]] = {
    "rich_text": lambda value, references, _place: references.html(value["html"]),
    "image": lambda value, references, _place: {
        "image": references.images[value["image"]],
        "alt": value["alt"],
        "caption": value.get("caption", ""),
    },
    "callout": _callout,
    "steps": _prose_list,
    "accordion": _prose_list,
    "checklist": lambda value, _references, place: {
        "title": value.get("title", ""),
        "items": list_items(value["items"], place),
    },
    "table": _table,
    "feature": lambda value, references, _place: {
        "label": value.get("label", ""),
        "page": references.pages[value["page"]],
    },
    "information_point": lambda value, references, _place: {
        "point": references.pages[value["point"]],
    },
    "related_pages": lambda value, references, place: {
        "title": value.get("title", ""),
        "pages": list_items([references.pages[key] for key in value["pages"]], place),
    },
}
