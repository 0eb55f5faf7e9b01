"""Descriptions that calendar programs write as HTML, as text with its line breaks."""

import re
from html.parser import HTMLParser
from typing import Final

_MARKUP: Final = re.compile(
    r"</?(?:a|b|br|blockquote|body|div|em|font|h[1-6]|html|i|li|ol|p|span|strong|table|td|tr|u|ul)"
    r"(?:\s[^<>]*)?/?>|&(?:amp|lt|gt|quot|nbsp|#\d{2,6});",
    re.IGNORECASE,
)
_BLOCKS: Final = frozenset({"p", "div", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4"})
_LINES: Final = frozenset({"br", "li", "tr"})
_UNSEEN: Final = frozenset({"script", "style", "head"})


class _Text(HTMLParser):
    """Collects text; an address that a link hides is written after its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._href = ""
        self._since = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _LINES:
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            self._href, self._since = dict(attrs).get("href") or "", len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a":
            said = "".join(self.parts[self._since :])
            address = self._href.removeprefix("mailto:").removeprefix("tel:")
            if self._href.startswith(("http", "mailto:", "tel:")) and address not in said:
                self.parts.append(f" ({address})")
            self._href = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def plain(text: str) -> str:
    """Return a description as text: HTML loses its tags and keeps its lines, text stays as it is.

    "a < b" is text; HTML is what has one of the tags or entities that calendar programs write.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _MARKUP.search(text):
        reader = _Text()
        reader.feed(text)
        reader.close()
        text = "".join(reader.parts).replace("\xa0", " ")
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
