"""What is not text and may differ in a translation: links, e-mail addresses, pictures, pages."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from cms.translation.base.domain import permissions
from cms.translation.base.domain.errors import SegmentGoneError
from cms.users.models import User

from .segment_labels import Label, Labels


@dataclass(frozen=True, slots=True)
class Override:
    """A value of the source, and the one that the translation has instead, None if the same.

    Only ``is_text`` (an address) can be written here; the others are objects' ids.
    """

    id: int
    label: Label
    source: Any
    value: Any
    is_text: bool


def overrides(translation: Translation) -> list[Override]:
    """Return all values in reading order; two queries."""
    segments = OverridableSegment.objects.filter(source=translation.source_id)
    known = {
        each.context_id: each.data
        for each in SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale_id
        )
    }
    labels = Labels(translation.source)
    return [
        Override(
            segment.pk,
            labels.of(segment.context.path),
            segment.data,
            known.get(segment.context_id),
            isinstance(segment.data, str),
        )
        for segment in segments.select_related("context").order_by("order", "pk")
        if segment.data not in (None, "")
    ]


@transaction.atomic
def write_override(translation: Translation, segment_id: int, value: str, *, user: User) -> None:
    """Let the translation have another address than the source; empty for the source's again.

    Raises PermissionDenied for a user without rights in the language, SegmentGoneError, and
    ValidationError for what may not stand there.
    """
    if not permissions.may_edit(user, translation.target_locale):
        raise PermissionDenied
    segment = OverridableSegment.objects.filter(source=translation.source_id, pk=segment_id).first()
    if segment is None or not isinstance(segment.data, str):
        raise SegmentGoneError(str(segment_id))
    where = {"locale": translation.target_locale, "context": segment.context}
    present = SegmentOverride.objects.filter(**where).first()
    if not value or value == segment.data:
        SegmentOverride.objects.filter(**where).delete()
        return
    present = present or SegmentOverride(**where)
    present.data_json, present.last_translated_by = json.dumps(value), user
    present.has_error, present.field_error = False, ""
    present.save()
