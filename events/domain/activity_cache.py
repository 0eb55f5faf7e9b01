"""All public activities with their dates, kept in memory as long as the content stays the same."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from cms.core.content_version import VersionedCache
from cms.core.representations.context import Reader
from cms.core.representations.visibility import Visibility
from cms.core.time_zone import WARSAW
from events.enums import Kind, OccurrenceState
from events.models import ActivityPage, Group, Occurrence
from events.models.json_types import ActivityCardJSON, DateJSON, GroupFactsJSON
from events.models.serializers import (
    public_activities,
    public_groups,
    represent_activity,
    represent_group,
)
from events.rules.recurrence import last_day_of
from events.rules.sign_up_window import SignUpWindow

# Lists reach back this far; a detail knows all dates.
BACK: Final = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class CachedOccurrence:
    """One date: its JSON, its moments (UTC), its first and last day in Warsaw, and its group."""

    json: DateJSON
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    day: date
    last_day: date
    group_id: int

    def is_within(self, first: date, last: date) -> bool:
        """Tell whether any of its days is one of those from ``first`` to ``last``."""
        return self.day <= last and self.last_day >= first

    @property
    def is_cancelled(self) -> bool:
        """Whether the date does not take place."""
        return self.json["state"] == OccurrenceState.CANCELLED.value


@dataclass(frozen=True, slots=True)
class CachedGroup:
    """A public group: its facts as JSON, when one may sign up, and what it is chosen by."""

    json: GroupFactsJSON
    window: SignUpWindow
    activity_id: int
    kind: Kind
    county: str


@dataclass(frozen=True, slots=True)
class ActivityCache:
    """Activities and groups by id, dates in the order of time. Cancelled ones are among them."""

    activities: Mapping[int, ActivityCardJSON]
    groups: Mapping[int, CachedGroup]
    dates: tuple[CachedOccurrence, ...]

    def groups_of(self, activity_id: int) -> list[CachedGroup]:
        """Return an activity's groups by name."""
        return [group for group in self.groups.values() if group.activity_id == activity_id]


_known: Final[VersionedCache[ActivityCache]] = VersionedCache()
_dates: Final[VersionedCache[tuple[CachedOccurrence, ...]]] = VersionedCache()


def cached_activities(code: str, version: int) -> ActivityCache:
    """Return what readers of one language see at a content version read before."""
    return _known.get(version, code, lambda: _read(code, version))


def _read(code: str, version: int) -> ActivityCache:
    """Read all of it; the number of queries does not depend on how much there is."""
    reader = Reader(code, Visibility.load(version))
    pages = list(public_activities(ActivityPage, reader.visibility))
    groups = list(public_groups(ActivityPage.objects.filter(pk__in=[page.pk for page in pages])))
    dates = _dates.get(version, "dates", lambda: _read_dates({group.pk for group in groups}))
    by_group: dict[int, list[CachedOccurrence]] = defaultdict(list)
    for one in dates:
        by_group[one.group_id].append(one)
    kinds = {page.pk: Kind(page.kind) for page in pages}
    return ActivityCache(
        activities=_cards(pages, reader),
        groups={
            group.pk: _known_group(group, kinds[group.activity_id], by_group[group.pk], code)
            for group in groups
        },
        dates=dates,
    )


def _cards(pages: list[Any], reader: Reader) -> dict[int, ActivityCardJSON]:
    cards: dict[int, ActivityCardJSON] = {}
    for page, card in zip(pages, reader.cards(pages), strict=True):
        cards[page.pk] = {**card, **represent_activity(page), "id": page.pk}
    return cards


def _read_dates(group_ids: set[int]) -> tuple[CachedOccurrence, ...]:
    rows = Occurrence.objects.filter(group__in=group_ids).order_by("starts_at", "pk")
    columns = ("uid", "starts_at", "ends_at", "state", "sequence", "changed_at", "group_id")
    return tuple(map(_known_date, rows.values(*columns)))


def _known_date(row: Mapping[str, Any]) -> CachedOccurrence:
    day = row["starts_at"].astimezone(WARSAW).date()
    last_day = last_day_of(row["ends_at"])
    json: DateJSON = {
        "id": str(row["uid"]),
        "starts_at": moment(row["starts_at"]),
        "ends_at": moment(row["ends_at"]),
        "day": day.isoformat(),
        "last_day": last_day.isoformat(),
        "state": row["state"],
        "sequence": row["sequence"],
    }
    return CachedOccurrence(
        json, row["starts_at"], row["ends_at"], row["changed_at"], day, last_day, row["group_id"]
    )


def _known_group(group: Group, kind: Kind, dates: list[CachedOccurrence], code: str) -> CachedGroup:
    held = [one for one in dates if not one.is_cancelled]
    window = SignUpWindow(
        is_public=group.is_public,
        is_cancelled=group.cancelled_at is not None,
        opens_at=group.opens_at,
        closes_at=group.closes_at,
        first_start=min((one.starts_at for one in held), default=None),
        last_end=max((one.ends_at for one in held), default=None),
    )
    return CachedGroup(represent_group(group, code), window, group.activity_id, kind, group.county)


def moment(at: datetime) -> str:
    """Return a moment as the API writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> date:
    """Return the day in Warsaw."""
    return timezone.localdate(timezone=WARSAW)
