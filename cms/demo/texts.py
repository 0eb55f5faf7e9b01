"""The texts that only some page types have."""

from typing import Final

from cms.core.models import BasePage

from .bodies import References
from .content_files import Text

PLAIN: Final = ("person", "origin", "place", "quote", "portrait_alt")
RICH: Final = ("problem", "approach", "result")


def fill(page: BasePage, text: Text, references: References) -> None:
    """Set what the page's type has of these; rich texts stand in the files as ``<name>_html``."""
    for name in PLAIN:
        if name in text:
            setattr(page, name, text[name])
    for name in RICH:
        if f"{name}_html" in text:
            setattr(page, name, references.html(text[f"{name}_html"]))
