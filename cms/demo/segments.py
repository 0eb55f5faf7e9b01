"""Pairs the segments of a source object with those of the same object in another language."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


class SegmentMismatchError(ValueError):
    """The two languages of a demo file differ in structure."""


def pairs(source: Any, target: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (content path, source text, target text) for every segment of ``source``.

    Raises :class:`SegmentMismatchError` when a path holds another number of segments.
    """
    target_segments = _by_path(target)
    for path, segments in _by_path(source).items():
        translations = target_segments.get(path, [])
        if len(translations) != len(segments):
            raise SegmentMismatchError(
                f"{path}: {len(segments)} segments, {len(translations)} translated"
            )
        for segment, translation in zip(segments, translations, strict=True):
            yield path, segment.string.data, _with_links_of(segment, translation)


def _by_path(instance: Any) -> dict[str, list[StringSegmentValue]]:
    found: dict[str, list[StringSegmentValue]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment)
    return found


def _with_links_of(source: StringSegmentValue, target: StringSegmentValue) -> str:
    """Return the target text; links that come in another order get the source's ids."""
    text = target.string.data
    ids = {_key(attrs): link_id for link_id, attrs in (source.attrs or {}).items()}
    for link_id, attrs in (target.attrs or {}).items():
        text = text.replace(f'id="{link_id}"', f'id="#{ids.get(_key(attrs), link_id)}"')
    found: str = text.replace('id="#', 'id="')
    return found


def _key(attrs: dict[str, str]) -> str:
    return repr(sorted(attrs.items()))
