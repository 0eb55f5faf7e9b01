"""Editors' rich text as public HTML."""

from collections.abc import Callable
from html import escape
from typing import Final

from wagtail.rich_text import LinkRewriter

from cms.core.sanitise import clean_html, safe_url

_DEAD_LINK: Final = "<a>"

AddressOfPage = Callable[[int], str | None]


def expand(
    source: str, address_of_page: AddressOfPage, document_url: Callable[[int], str | None]
) -> str:
    """Return ``source`` sanitised, its links resolved to what the public may see.

    A link to a page or document that is not public loses its address and keeps its text.
    """
    rewriter = LinkRewriter(
        {
            "page": lambda attrs: _anchor(address_of_page(int(attrs["id"]))),
            "document": lambda attrs: _anchor(document_url(int(attrs["id"]))),
            "external": lambda attrs: _anchor(attrs["href"]),
            "email": lambda attrs: _anchor(attrs["href"]),
            "phone": lambda attrs: _anchor(attrs["href"]),
        }
    )
    return clean_html(rewriter(source))


def _anchor(url: str | None) -> str:
    """Return the opening tag of a link, without an address when there is none to give."""
    return f'<a href="{escape(safe_url(url))}">' if url and safe_url(url) else _DEAD_LINK
