"""The text of a page, taken from the JSON that the public API gives for it.

What is not in the public JSON cannot get into the index.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cms.search.analysis.tokens import plain

# Keys whose values are words of the page itself.
_TEXTS: Final = frozenset(
    {
        *("text", "html", "title", "lead", "caption", "alt", "quote", "attribution", "description"),
        *("problem_html", "approach_html", "result_html", "term", "definition_html", "act"),
        *("provisions", "name", "role", "address", "hours", "street", "postcode", "city", "place"),
        *("organisation", "person", "origin"),
    }
)
# Objects and lists on the way to such values.
_WITHIN: Final = frozenset(
    {
        *("items", "rows", "point", "services", "audiences", "legal_basis", "terms", "image"),
        *("poster", "contact", "county"),
    }
)
_IS_CARD: Final = "html_url"  # Another page as this one refers to it: found by itself.


@dataclass(slots=True)
class Text:
    """A page's words: its title, headings, and everything else with the sections it falls into."""

    title: str
    headings: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    sections: list[tuple[int, str, str]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        """Add a paragraph."""
        if text:
            self.parts.append(text)
            self.length += len(text) + 1

    def begin(self, heading: str, anchor: str) -> None:
        """Begin a section; its heading belongs to it."""
        self.headings.append(heading)
        if anchor:
            self.sections.append((self.length, anchor, heading))
        self.add(heading)

    @property
    def text(self) -> str:
        """The whole text, a paragraph a line; offsets of sections count in it."""
        return "\n".join(self.parts)


def text_of(document: Mapping[str, Any]) -> Text:
    """Return the words of a page's public JSON."""
    found = Text(document["title"])
    found.add(document.get("lead", ""))
    for block in document.get("body", ()):
        if block["type"] == "heading":
            found.begin(block["value"]["text"], block["value"]["anchor"])
        else:
            for text in _texts(block["value"]):
                found.add(text)
    for name, value in document.items():
        if name not in {"title", "lead", "body", "meta"}:
            for text in _texts({name: value}):
                found.add(text)
    return found


def _texts(value: object) -> Iterator[str]:
    """Yield the words in a part of the JSON, in its order."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict) and _IS_CARD not in value:
        for name, inner in value.items():
            if name in _TEXTS or (name in _WITHIN and not isinstance(inner, str)):
                yield from _texts(inner)


def audiences_of(document: Mapping[str, Any]) -> str:
    """Return the ids of a page's audiences with commas around them."""
    ids = [str(audience["id"]) for audience in document.get("audiences", ())]
    return f",{','.join(ids)}," if ids else ""


def county_of(document: Mapping[str, Any]) -> str:
    """Return the official code of the county a page is about, or an empty string."""
    county = document.get("point", {}).get("county")
    return str(county["code"]) if county else ""
