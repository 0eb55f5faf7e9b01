"""Keeping what somebody types until they save it."""

from datetime import timedelta
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import Translation

from cms.translation.base.domain import permissions
from cms.translation.base.domain.segment_rows import Place
from cms.translation.editor.models import UnsavedText
from cms.users.models import User

from .segment_positions import place_of

KEPT: Final = timedelta(days=60)
LONGEST: Final = 20_000  # Characters; the longest paragraphs have some 3,000.


def unsaved_texts(translation: Translation, user: User) -> dict[Place, UnsavedText]:
    """Return what ``user`` has typed and not saved, by place; one query."""
    found = UnsavedText.objects.filter(translation=translation, user=user)
    return {(each.context_id, each.string_id): each for each in found}


@transaction.atomic
def keep(translation: Translation, segment_id: int, text: str, *, seen: str, user: User) -> None:
    """Remember the text in the person's field; ``seen`` is ``version()`` of what they began with.

    Raises PermissionDenied for a user without rights in the language, and SegmentGoneError. What
    nobody came back to for 60 days is forgotten.
    """
    if not permissions.may_edit(user, translation.target_locale):
        raise PermissionDenied
    context, string = place_of(translation, segment_id)
    now = timezone.now()
    UnsavedText.objects.filter(user=user, typed_at__lt=now - KEPT).delete()
    UnsavedText.objects.update_or_create(
        translation=translation,
        context_id=context,
        string_id=string,
        user=user,
        defaults={"text": text[:LONGEST], "seen": seen, "typed_at": now},
    )


def forget(translation: Translation, segment_id: int, *, user: User) -> None:
    """Forget what was typed for a segment: it is saved, or the person gave it up."""
    context, string = place_of(translation, segment_id)
    UnsavedText.objects.filter(
        translation=translation, context_id=context, string_id=string, user=user
    ).delete()
