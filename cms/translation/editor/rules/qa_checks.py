"""What looks wrong in a translation without knowing its language."""

import re
from html import unescape
from typing import Final

from cms.translation.base.rules.limits import TITLE_LENGTH, WORDS_THAT_ARE_NO_ACCIDENT
from cms.translation.base.rules.patterns import TAG
from cms.translation.editor.enums import QaCheck

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ENDINGS: Final = ".!?:;…"


def hints(path: str, source: str, text: str) -> list[QaCheck]:
    """Return the hints for one translated text at a content path, most serious first."""
    if path == "slug":
        return [] if _SLUG.fullmatch(text) else [QaCheck.SLUG]
    plain, original = _plain(text), _plain(source)
    found = {
        QaCheck.LONG: path == "title" and len(plain) > TITLE_LENGTH,
        QaCheck.SAME: plain == original and len(plain.split()) >= WORDS_THAT_ARE_NO_ACCIDENT,
        QaCheck.ENDING: _ending(plain) != _ending(original),
        QaCheck.SPACES: plain != plain.strip() or "  " in plain,
    }
    return [hint for hint, is_so in found.items() if is_so]


def _plain(text: str) -> str:
    return unescape(TAG.sub("", text))


def _ending(text: str) -> str:
    """Return the mark that ends a text; closing quotes and brackets may follow it."""
    last = text.rstrip().rstrip("\"'”»’)")[-1:]
    return last if last in _ENDINGS else ""
