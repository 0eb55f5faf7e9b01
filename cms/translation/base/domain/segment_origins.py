"""Which source text each text of a translation was written for.

Kept with every revision of a translated object, however it was saved, in its ``TranslationDraft``:
by content path, the digests of its texts, each with those of the source's strings it was written
for. What is no words (structure, addresses, copied values) stands at the path ``SHAPE``. So a state
follows from the texts that are live: an old text that comes back brings its old origin along.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from cms.translation.base.models import MinorChange, TranslationDraft

from .segments import Segments, is_blank, structure
from .synchronised_fields import content_of, values_of

SHAPE: Final = ""
LENGTH: Final = 16
Digests = dict[str, list[str]]  # Content path → digests in reading order.
Origins = dict[str, dict[str, list[str]]]  # Content path → digest of a text → the source's.
Writers = dict[str, dict[str, int]]  # Content path → digest of a text → id of who wrote it.
_Links = Mapping[tuple[str, str], set[str]]  # Path and former digest → what replaced it.


def short(text: str) -> str:
    """Return a digest of a text, short enough to be kept for every text of every revision."""
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def digests_of(instance: Any) -> Digests:
    """Return the digests of what a page or snippet says, and of its shape."""
    found: Digests = {}
    shape = [f"{path}={value}" for path, value in values_of(type(instance), content_of(instance))]
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found.setdefault(segment.path, []).append(short(segment.string.data))
            shape.append(f"{segment.path}={DjangoJSONEncoder().encode(segment.attrs)}")
        elif isinstance(segment, TemplateSegmentValue):
            shape.append(f"{segment.path}={structure(segment.template)}")
        elif isinstance(segment, OverridableSegmentValue):
            shape.append(f"{segment.path}={DjangoJSONEncoder().encode(segment.data)}")
    return {**found, SHAPE: [short("\n".join(shape))]}


@dataclass(frozen=True)
class SourceText:
    """What a source says now, as the states of its translations are judged by."""

    source: TranslationSource

    @cached_property
    def segments(self) -> Segments:
        """Return the stored segments of the source, without any translation."""
        return Segments.load(self.source)

    @cached_property
    def digests(self) -> tuple[str, str]:
        """Return the digest of everything, and that of what is no words."""
        return self.segments.digests()

    @cached_property
    def strings(self) -> Digests:
        """Return the digests of the strings by path, and of what is no words."""
        return strings_of(self.segments, self.digests[1])

    @cached_property
    def links(self) -> _Links:
        """Return which strings took another's place by a minor edit that stands."""
        rows = MinorChange.objects.filter(edit__source=self.source, edit__undone_at=None)
        found: dict[tuple[str, str], set[str]] = {}
        for path, old, new in rows.values_list("context__path", "old__data", "new__data"):
            found.setdefault((path, short(old)), set()).add(short(new))
        return found

    def is_translated_by(self, draft: TranslationDraft | None) -> bool:
        """Tell whether every text of a draft was written for exactly what the source says now."""
        if draft is None:
            return False
        if draft.source_digest and draft.source_digest == self.digests[0]:
            return True
        return bool(draft.origins) and all(
            _covers(path, now, draft.origins.get(path, {}), self.links)
            for path, now in self.strings.items()
        )


def _covers(path: str, now: list[str], texts: Mapping[str, list[str]], links: _Links) -> bool:
    """Tell whether texts stand for all strings of a place, and for none that is gone."""
    reached = [_reached(path, each, links) & set(now) for each in _claimed(texts.values())]
    return all(reached) and set(now) == set().union(*reached)


def _claimed(claims: Iterable[list[str]]) -> set[str]:
    return {digest for each in claims for digest in each}


def _reached(path: str, digest: str, links: _Links) -> set[str]:
    """Return a string and what took its place by minor edits, one after the other."""
    found, new = {digest}, {digest}
    while new:
        new = set().union(*(links.get((path, each), set()) for each in new)) - found
        found |= new
    return found


def strings_of(segments: Segments, copied: str) -> Digests:
    """Return the digests of a source's strings by path; ``copied`` is what is no words."""
    found: Digests = {SHAPE: [copied]}
    for each in segments.strings:
        found.setdefault(each.context.path, []).append(short(each.string.data))
    return found


def from_segments(target: Any, segments: Segments, copied: str) -> Origins:
    """Return the origins of a target that was made of ``segments`` with their translations.

    What has no translation holds the source's text, which was written for no string.
    """
    texts, strings = digests_of(target), strings_of(segments, copied)
    missing = {
        (each.context.path, short(each.string.data))
        for each in segments.strings
        if is_blank(each.translation)
    }
    return {
        path: _paired(found, strings.get(path, []), {d for p, d in missing if p == path})
        for path, found in texts.items()
    }


def writers_of_segments(texts: Digests, segments: Segments) -> Writers:
    """Return who wrote each text of a target that was made of ``segments``, as far as it is known.

    Texts of a place are paired with its strings one by one, where they are as many.
    """
    strings: dict[str, list[Any]] = {}
    for each in segments.strings:
        strings.setdefault(each.context.path, []).append(each)
    return {
        path: {
            text: each.writer_id
            for text, each in zip(found, strings[path], strict=True)
            if each.writer_id and not is_blank(each.translation)
        }
        for path, found in texts.items()
        if len(found) == len(strings.get(path, []))
    }


def _paired(texts: list[str], strings: list[str], missing: set[str]) -> dict[str, list[str]]:
    """Pair the texts of a place with its strings, one by one where they are as many."""
    found: dict[str, list[str]] = {}
    for at, text in enumerate(texts):
        wanted = [strings[at]] if len(texts) == len(strings) else strings
        found.setdefault(text, []).extend(each for each in wanted if each not in missing)
    return found


def by_hand(texts: Digests, known: Mapping[tuple[str, str], list[str]], now: Digests) -> Origins:
    """Return the origins of what somebody saved past the segments.

    A text that some revision had before keeps its origin; a new one was written for what the
    source says now in its place and no other text of the place stands for.
    """
    found: Origins = {}
    for path, digests in texts.items():
        old = {each: known[path, each] for each in digests if (path, each) in known}
        left = [each for each in now.get(path, []) if each not in _claimed(old.values())]
        found[path] = {each: old.get(each, left) for each in digests}
    return found
