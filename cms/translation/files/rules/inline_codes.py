"""Markup inside a text as XLIFF's inline codes, and back.

A code's identifier says what it is (``b-1`` is the first ``<b>``, ``a-a1`` the link ``a1``), so
nothing of the markup is taken from the file, and a code that no page could hold is seen at once.
"""

import html
import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from cms.translation.base.rules.limits import MAX_TEXT

CORE: Final = "urn:oasis:names:tc:xliff:document:2.0"
MAX_DEPTH: Final = 40
# No paragraph is longer; taking longer ones apart would cost an attacker little and us much.
_SUBTYPES: Final = {"b": "xlf:b", "i": "xlf:i", "strong": "xlf:b", "em": "xlf:i", "br": "xlf:lb"}
_PLAIN_TAGS: Final = frozenset({"abbr", "acronym", "b", "code", "em", "i", "strong"})
_LINK: Final = "a"
_BREAK: Final = "br"
_CODE: Final = re.compile(r"^(?P<tag>[a-z]+)-(?P<id>\w+)(?:\.\d+)?$")
# What XML 1.0 cannot hold, and the carriage return, which its readers turn into another sign.
_UNSPEAKABLE: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATES: Final = range(0xD800, 0xE000)


class BadMarkupError(ValueError):
    """The inline codes of a text are not those that a page can hold."""


def canonical(fragment: str) -> str:
    """Return an HTML fragment as wagtail-localize writes it: equal texts become equal strings.

    One that is longer than ``MAX_TEXT`` is returned as it is.
    """
    if len(fragment) > MAX_TEXT:
        return fragment
    if "<" not in fragment and "&" not in fragment and ">" not in fragment:
        return fragment
    return str(_soup(fragment))


def _soup(fragment: str) -> BeautifulSoup:
    return BeautifulSoup(fragment, "html.parser")


class _Writer:
    """Builds the content of one source or target element."""

    def __init__(self, root: ET.Element) -> None:
        self.root = root
        self.used: set[str] = set()
        self.counts: dict[str, int] = {}

    def add(self, parent: ET.Element, tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                self._add_code(parent, child)
            elif isinstance(child, NavigableString):
                _add_text(parent, str(child))

    def _add_code(self, parent: ET.Element, tag: Tag) -> None:
        attributes = {"id": self._name(tag)}
        if tag.name == _BREAK:
            attributes |= {"type": "fmt", "subType": _SUBTYPES[_BREAK], "disp": "<br/>"}
            ET.SubElement(parent, f"{{{CORE}}}ph", attributes)
            return
        attributes["type"] = "link" if tag.name == _LINK else "fmt"
        if tag.name in _SUBTYPES:
            attributes["subType"] = _SUBTYPES[tag.name]
        attributes |= {"dispStart": f"<{tag.name}>", "dispEnd": f"</{tag.name}>"}
        self.add(ET.SubElement(parent, f"{{{CORE}}}pc", attributes), tag)

    def _name(self, tag: Tag) -> str:
        if tag.name == _LINK:
            name = f"{_LINK}-{tag.get('id') or '0'}"
        else:
            self.counts[tag.name] = self.counts.get(tag.name, 0) + 1
            name = f"{tag.name}-{self.counts[tag.name]}"
        copy = 1
        wanted = name
        while name in self.used:
            copy += 1
            name = f"{wanted}.{copy}"
        self.used.add(name)
        return name


def fill(element: ET.Element, fragment: str) -> None:
    """Put an HTML fragment into a source or target element, its markup as inline codes."""
    _Writer(element).add(element, _soup(fragment))


def speakable(text: str) -> str:
    """Return a text without the characters that XML cannot hold; good enough for notes."""
    return _UNSPEAKABLE.sub("", text)


def _add_text(parent: ET.Element, text: str) -> None:
    start = 0
    for found in _UNSPEAKABLE.finditer(text):
        _append(parent, text[start : found.start()])
        ET.SubElement(parent, f"{{{CORE}}}cp", {"hex": f"{ord(found.group()):04X}"})
        start = found.end()
    _append(parent, text[start:])


def _append(parent: ET.Element, text: str) -> None:
    last = parent[-1] if len(parent) else None
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def fragment(element: ET.Element) -> str:
    """Return the HTML fragment of a source or target element. Raises BadMarkupError."""
    return "".join(_parts(element, 0))


def _parts(element: ET.Element, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise BadMarkupError(element.tag)
    yield _escape(element.text)
    for child in element:
        yield from _child(child, depth)
        yield _escape(child.tail)


def _child(child: ET.Element, depth: int) -> Iterator[str]:
    match child.tag.removeprefix(f"{{{CORE}}}"):
        case "pc":
            start, end = _tags(child.get("id", ""))
            yield start
            yield from _parts(child, depth + 1)
            yield end
        case "ph":
            yield _tags(child.get("id", ""))[0]
        case "sc":
            yield _tags(child.get("id", ""))[0]
        case "ec":
            yield _tags(child.get("startRef", child.get("id", "")))[1]
        case "cp":
            yield _escape(_character(child.get("hex", "")))
        case "mrk":
            yield from _parts(child, depth + 1)
        case "sm" | "em":  # Where an annotation begins and ends.
            return
        case other:
            raise BadMarkupError(other)


def _tags(name: str) -> tuple[str, str]:
    """Return the opening and the closing tag of a code."""
    found = _CODE.match(name)
    if found is None:
        raise BadMarkupError(name)
    tag, number = found["tag"], found["id"]
    if tag == _BREAK:
        return "<br/>", ""
    if tag == _LINK:
        return ("<a>" if number == "0" else f'<a id="{number}">'), "</a>"
    if tag not in _PLAIN_TAGS:
        raise BadMarkupError(name)
    return f"<{tag}>", f"</{tag}>"


def _character(number: str) -> str:
    try:
        code = int(number, 16)
        if code in _SURROGATES:
            raise BadMarkupError(number)
        return chr(code)
    except (ValueError, OverflowError) as error:
        raise BadMarkupError(number) from error


def _escape(text: str | None) -> str:
    return html.escape(text or "", quote=False)
