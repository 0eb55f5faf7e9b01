"""What a draft of a source says otherwise than what translators have of it, text by text."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.core import locales
from cms.translation.base.rules.sentence_similarity import is_nearly_the_same

from .segment_origins import SourceText
from .sources import pairs
from .synchronised_fields import content_of, copied_values, values_of

_SEPARATOR: Final = "\x1f"
_Texts = dict[str, list[str]]  # Content path → texts in reading order.


@dataclass(frozen=True, slots=True)
class Change:
    """One text of a source before and after; ``old`` is empty for a new one, ``new`` for one gone.

    ``is_offered``: both are so nearly the same that the edit may be declared minor.
    """

    path: str
    old: str
    new: str
    is_offered: bool

    @property
    def key(self) -> str:
        """Name this very change, by what was seen of it."""
        return key_of(self.path, self.old, self.new)


def key_of(path: str, old: str, new: str) -> str:
    """Return a digest of a change: another text, or another place, is another change."""
    return hashlib.sha256(_SEPARATOR.join((path, old, new)).encode()).hexdigest()[:32]


def changes(source: TranslationSource, draft: Any) -> list[Change]:
    """Return every text that ``draft`` changes, adds or leaves out, in reading order."""
    before, after = _stored(source), _said(draft)
    grids = _changed_grids(source, draft)
    return [
        Change(path, old, new, is_offered=_is_offered(path, old, new, grids))
        for path in dict.fromkeys([*after, *before])
        for old, new in _changed(before.get(path, []), after.get(path, []))
    ]


def _is_offered(path: str, old: str, new: str, grids: set[str]) -> bool:
    is_moved = path.rpartition(".")[0] in grids
    return not is_moved and is_nearly_the_same(old, new, locales.SOURCE)


def _stored(source: TranslationSource) -> _Texts:
    found: _Texts = {}
    for each in SourceText(source).segments.strings:
        found.setdefault(each.context.path, []).append(each.string.data)
    return found


def _said(instance: Any) -> _Texts:
    found: _Texts = {}
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found.setdefault(segment.path, []).append(segment.string.data)
    return found


def _changed(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (old, new) of what changed in one place; empty for what is new, or gone."""
    former = dict(pairs([(text, text) for text in old], [(text, text) for text in new]))
    for text in dict.fromkeys(new):
        if text not in old:
            yield former.get(text, ""), text
    for text in dict.fromkeys(old):
        if text not in new and text not in former.values():
            yield text, ""


def _changed_grids(source: TranslationSource, draft: Any) -> set[str]:
    """Return the content paths of tables that have other rows or columns than before."""
    before = dict(copied_values(source))
    after = dict(values_of(type(draft), content_of(draft)))
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
