"""Segments by where they stand and what stands there: the key of what people say about them."""

from wagtail_localize.models import StringSegment, Translation

from cms.translation.base.domain.errors import SegmentGoneError
from cms.translation.base.domain.segment_rows import Place


def places(translation: Translation) -> dict[int, Place]:
    """Return (context id, string id) of each segment of a translation by the segment's id."""
    rows = StringSegment.objects.filter(source=translation.source_id)
    return {
        pk: (context, string)
        for pk, context, string in rows.values_list("pk", "context_id", "string_id")
    }


def place_of(translation: Translation, segment_id: int) -> Place:
    """Return the place of one segment. Raises SegmentGoneError if the source has it no more."""
    found = (
        StringSegment.objects.filter(source=translation.source_id, pk=segment_id)
        .values_list("context_id", "string_id")
        .first()
    )
    if found is None:
        raise SegmentGoneError(str(segment_id))
    context, string = found
    return context, string
