"""Read the log: what has changed since a version, in parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db.models import Q, QuerySet

from cms.core import content_version
from cms.delivery.models import ChangeEntry, ChangeLog

EVERYTHING: Final = 0  # Of this version nobody knows anything: all there is was published since.


class UnknownVersionError(Exception):
    """The log does not reach back to this version, or the site never had it."""


class Place(NamedTuple):
    """How far a reading has come: the version that was complete when it began, and an entry."""

    complete_version: int
    version: int
    entry_id: int


@dataclass(frozen=True, slots=True)
class Part:
    """Entries in order. With all parts a mirror knows everything up to ``complete_version``.

    ``next`` is where the next part begins, or None when this is the last one.
    """

    entries: Sequence[ChangeEntry]
    complete_version: int
    next: Place | None


def read(since: int, limit: int, place: Place | None = None) -> Part:
    """Return what has changed since a content version, from a place on. Two queries.

    An object is told once, as it is now; what changes while somebody reads stands further on, or
    is told the next time. Raises ``UnknownVersionError``.
    """
    log = ChangeLog.objects.filter(pk=1).first() or ChangeLog()
    _refuse_unknown(since, log)
    complete = place.complete_version if place else log.complete_version
    entries = list(_after(since, place)[: limit + 1])
    following = None
    if len(entries) > limit:
        last = entries[limit - 1]
        following = Place(complete, last.version, last.pk)
    return Part(entries[:limit], complete, following)


def _refuse_unknown(since: int, log: ChangeLog) -> None:
    if since == EVERYTHING:
        return
    if not log.complete_version or since < log.oldest_version:
        raise UnknownVersionError
    if since > log.complete_version and since > content_version.read():
        raise UnknownVersionError


def _after(since: int, place: Place | None) -> QuerySet[ChangeEntry]:
    if place is None:
        later = Q(version__gt=since)
    else:
        later = Q(version__gt=place.version) | Q(version=place.version, pk__gt=place.entry_id)
    if since == EVERYTHING:
        later &= Q(removed_at=None)
    return ChangeEntry.objects.filter(later).order_by("version", "pk")
