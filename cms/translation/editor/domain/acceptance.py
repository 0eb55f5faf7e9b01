"""Accepting and taking over what somebody has really seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from wagtail_localize.models import Translation

from cms.translation.base.domain import segment_store
from cms.translation.base.domain.segment_rows import segment_rows, version
from cms.users.models import User


@dataclass(frozen=True, slots=True)
class AcceptanceResult:
    """The ids of the segments that were dealt with, and of those that changed meanwhile."""

    done: list[int]
    changed: list[int]


@transaction.atomic
def accept_seen(
    translation: Translation, seen: Mapping[int, str], *, user: User
) -> AcceptanceResult:
    """Accept the segments whose text is still the one that was read: ``{id: version()}``.

    Raises PermissionDenied, and OwnWorkError where nothing but own work is left.
    """
    same, changed = _sort(translation, seen)
    return AcceptanceResult(segment_store.accept(translation, same, user=user), changed)


@transaction.atomic
def adopt_seen(
    translation: Translation, seen: Mapping[int, str], *, user: User
) -> AcceptanceResult:
    """Take over a machine's work where it is still what was read. Raises PermissionDenied."""
    same, changed = _sort(translation, seen)
    return AcceptanceResult(segment_store.adopt(translation, same, user=user), changed)


def _sort(translation: Translation, seen: Mapping[int, str]) -> tuple[list[int], list[int]]:
    """Return which segments are as they were seen and which are not; writers wait meanwhile."""
    Translation.objects.select_for_update().only("pk").get(pk=translation.pk)
    present = {row.id: version(row.text) for row in segment_rows(translation)}
    same = [pk for pk, digest in seen.items() if present.get(pk) == digest]
    return same, [pk for pk in seen if pk not in same]
