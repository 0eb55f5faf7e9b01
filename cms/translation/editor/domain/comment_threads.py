"""Comments on segments: asking, answering, settling."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import Translation

from cms.translation.base.domain import permissions
from cms.translation.base.domain.segment_rows import Place, former_strings
from cms.translation.base.models import FormerString
from cms.translation.editor.models import Comment, CommentThread
from cms.users.models import User

from .segment_positions import place_of

LONGEST: Final = 2000


def threads(translation: Translation, places: Mapping[int, Place]) -> dict[int, CommentThread]:
    """Return the threads by segment id, comments and authors included; three queries at most.

    A text that took another's place shows what was said about that one.
    """
    found = {
        (thread.context_id, thread.string_id): thread
        for thread in CommentThread.objects.filter(translation=translation).prefetch_related(
            "comments__author"
        )
    }
    if not found:
        return {}
    object_id = translation.source.object_id
    former = former_strings(FormerString.objects.filter(context__object_id=object_id))
    return {
        pk: found[said]
        for pk, place in places.items()
        if (said := next((each for each in _lineage(place, former) if each in found), None))
    }


def _lineage(place: Place, former: Mapping[Place, int]) -> Iterator[Place]:
    """Yield a place and what stood there before, newest first."""
    seen: set[Place] = set()
    while place not in seen:
        yield place
        seen.add(place)
        place = (place[0], former.get(place, place[1]))


@transaction.atomic
def comment(translation: Translation, segment_id: int, text: str, *, user: User) -> Comment:
    """Say something about a segment; a settled thread is open again by it.

    Raises PermissionDenied for a user without rights in the language, SegmentGoneError, and
    ValueError for an empty or overlong text.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        message = f"a comment has 1 to {LONGEST} characters"
        raise ValueError(message)
    thread = _thread(translation, segment_id, user)
    thread.resolved_at = thread.resolved_by = None
    thread.save(update_fields=["resolved_at", "resolved_by"])
    return Comment.objects.create(thread=thread, author=user, text=text)


@transaction.atomic
def settle(
    translation: Translation, segment_id: int, *, user: User, is_resolved: bool
) -> CommentThread:
    """Mark the thread of a segment as resolved, or open it again. Raises like ``comment``."""
    thread = _thread(translation, segment_id, user)
    thread.resolved_at = timezone.now() if is_resolved else None
    thread.resolved_by = user if is_resolved else None
    thread.save(update_fields=["resolved_at", "resolved_by"])
    return thread


def _thread(translation: Translation, segment_id: int, user: User) -> CommentThread:
    """Return the segment's thread: the one that is shown, or a new one at its place."""
    if not permissions.may_edit(user, translation.target_locale):
        raise PermissionDenied
    place = place_of(translation, segment_id)
    shown = threads(translation, {segment_id: place}).get(segment_id)
    if shown is not None:
        return shown
    thread, _created = CommentThread.objects.get_or_create(
        translation=translation, context_id=place[0], string_id=place[1]
    )
    return thread
