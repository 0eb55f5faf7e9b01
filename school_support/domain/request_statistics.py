"""How many requests and pupils there were, and how long schools waited."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median, quantiles
from typing import Final
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils import timezone

from cms.cases.enums import CaseState
from cms.cases.models import Case
from cms.cases.rules.working_days import between
from cms.core.time_zone import WARSAW
from school_support.models import RequestedKind, SupportRequest

from .case_type import NAME

_TENTHS: Final = 10
# Of the cases themselves; nobody's data is read to count them.
_READ: Final = ("county", "state", "received_at", "first_answered_at", "closed_at")


@dataclass(frozen=True, slots=True)
class Request:
    """What is counted of one request. Waits are in Polish working days, None while they last."""

    county: str
    month: date
    kinds: tuple[UUID, ...]
    pupils: int
    answered_in: int | None
    completed_in: int | None


@dataclass(slots=True)
class Numbers:
    """Sums over some requests."""

    requests: int = 0
    pupils: int = 0
    answers: list[int] = field(default_factory=list)
    completions: list[int] = field(default_factory=list)

    def add(self, one: Request) -> None:
        """Count one more."""
        self.requests += 1
        self.pupils += one.pupils
        if one.answered_in is not None:
            self.answers.append(one.answered_in)
        if one.completed_in is not None:
            self.completions.append(one.completed_in)


def counted(
    first: date,
    last: date,
    county: str = "",
    kind: UUID | None = None,
    *,
    among: QuerySet[Case] | None = None,
) -> list[Request]:
    """Return the requests received within a period of Warsaw's days, both included.

    Of all cases, or ``among`` some. Three statements. Duplicates that were joined with another
    case do not count; what was anonymised does.
    """
    begin = datetime.combine(first, time.min, WARSAW)
    end = datetime.combine(last + timedelta(days=1), time.min, WARSAW)
    cases = (Case.objects.all() if among is None else among).filter(
        kind=NAME, merged_into=None, received_at__gte=begin, received_at__lt=end
    )
    if county:
        cases = cases.filter(county=county)
    if kind:
        cases = cases.filter(support_request__kinds__kind_key=kind)
    pupils, kinds = _pupils(cases), _kinds(cases)
    rows = cases.order_by("received_at", "pk").only(*_READ)
    return [_request(case, pupils.get(case.pk, 0), tuple(kinds[case.pk])) for case in rows]


def total(rows: Iterable[Request]) -> Numbers:
    """Return the sum."""
    return by(rows, lambda _row: [""]).get("", Numbers())


def by(
    rows: Iterable[Request], places: Callable[[Request], Iterable[Hashable]]
) -> dict[Hashable, Numbers]:
    """Return the sums by whatever ``places`` names for a request; it may be several kinds."""
    found: dict[Hashable, Numbers] = defaultdict(Numbers)
    for row in rows:
        for place in places(row):
            found[place].add(row)
    return dict(found)


def middle(days: list[int]) -> float | None:
    """Return the median."""
    return median(days) if days else None


def ninth_tenth(days: list[int]) -> float | None:
    """Return within how many days nine of ten had it; the longest of fewer than two."""
    if len(days) == 1 or not days:
        return float(days[0]) if days else None
    return quantiles(days, n=_TENTHS, method="inclusive")[-1]


def _request(case: Case, pupils: int, kinds: tuple[UUID, ...]) -> Request:
    received = timezone.localdate(case.received_at, WARSAW)
    is_completed = case.state == CaseState.COMPLETED
    return Request(
        county=case.county,
        month=received.replace(day=1),
        kinds=kinds,
        pupils=pupils,
        answered_in=_days(received, case.first_answered_at),
        completed_in=_days(received, case.closed_at if is_completed else None),
    )


def _days(first: date, moment: datetime | None) -> int | None:
    return None if moment is None else between(first, timezone.localdate(moment, WARSAW))


def _pupils(cases: QuerySet[Case]) -> dict[UUID, int]:
    found = SupportRequest.objects.filter(case__in=cases).values_list("case")
    return {key: count or 0 for key, count in found.annotate(count=Sum("pupils__count"))}


def _kinds(cases: QuerySet[Case]) -> defaultdict[UUID, list[UUID]]:
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    pairs = RequestedKind.objects.filter(request__in=cases.values("pk"))
    for request, kind in pairs.values_list("request", "kind_key"):
        found[request].append(kind)
    return found
