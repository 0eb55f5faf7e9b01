"""Lists of cases: chosen, counted and ordered by the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from cms.cases.enums import CLOSED_STATES, OPEN_STATES, CaseState
from cms.cases.models import Case
from cms.cases.rules.text_normalisation import fold
from cms.users.models import User

from .permissions import cases_for

MAX_WORDS: Final = 8
OPEN: Final = Q(state__in=OPEN_STATES)
CLOSED: Final = Q(state__in=CLOSED_STATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilters:
    """What somebody looks for; what is empty does not count. Days are those of Warsaw."""

    view: str = "open"
    words: str = ""
    kind: str = ""
    state: str = ""
    county: str = ""
    assignee: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None
    order: str = ""


def overdue(today: date | None = None) -> Q:
    """Return the condition that an open case is late."""
    return OPEN & Q(due_on__lt=today or timezone.localdate())


def views(user: User) -> dict[str, Q]:
    """Return the piles of the inbox by name."""
    return {
        "open": OPEN,
        "mine": OPEN & Q(assignee=user),
        "unassigned": OPEN & Q(assignee=None),
        "overdue": overdue(),
        "unanswered": Q(unanswered_since__isnull=False),
        "closed": CLOSED,
    }


# What a list can be ordered by; what has no date stands last.
ORDERS: Final[dict[str, tuple[Any, ...]]] = {
    "due": (F("due_on").asc(nulls_last=True), "received_at", "pk"),
    "-due": (F("due_on").desc(nulls_last=True), "received_at", "pk"),
    "received": ("received_at", "pk"),
    "-received": ("-received_at", "pk"),
    "waiting": (F("unanswered_since").asc(nulls_last=True), "received_at", "pk"),
}


def counts(user: User, mine: QuerySet[Case] | None = None) -> dict[str, int]:
    """Return how many cases each pile of the inbox holds: one statement.

    ``mine`` are ``cases_for(user)`` for who has them already, here and below.
    """
    conditions = {name: Count("pk", filter=chosen) for name, chosen in views(user).items()}
    found: dict[str, int] = (cases_for(user) if mine is None else mine).aggregate(**conditions)
    return found


def choose(user: User, chosen: CaseFilters, mine: QuerySet[Case] | None = None) -> QuerySet[Case]:
    """Return the cases of ``user`` that fit, with what a list shows of them."""
    mine = cases_for(user) if mine is None else mine
    found = mine.filter(views(user).get(chosen.view, Q()))
    for word in fold(chosen.words).split()[:MAX_WORDS]:
        found = found.filter(search_words__contains=word)
    equal = {
        "kind": chosen.kind,
        "state": chosen.state,
        "county": chosen.county,
        "locale": chosen.language,
        "assignee": chosen.assignee,
    }
    found = found.filter(**{name: value for name, value in equal.items() if value})
    if chosen.since:
        found = found.filter(received_at__date__gte=chosen.since)
    if chosen.until:
        found = found.filter(received_at__date__lte=chosen.until)
    return found.select_related("assignee").order_by(*_order(chosen))


def _order(chosen: CaseFilters) -> tuple[Any, ...]:
    usual = "-received" if chosen.view == "closed" else "due"
    return ORDERS.get(chosen.order) or ORDERS[usual]


def columns(
    user: User,
    chosen: CaseFilters,
    states: Iterable[CaseState],
    length: int,
    mine: QuerySet[Case] | None = None,
) -> list[tuple[CaseState, int, list[Case]]]:
    """Return a board's columns: the state, how many there are, and the first ``length`` of them.

    One statement for all of it: the database numbers the cases of each state.
    """
    found = choose(user, chosen, mine)
    place = Window(RowNumber(), partition_by=F("state"), order_by=_order(chosen))
    size = Window(Count("pk"), partition_by=F("state"))
    by_state: dict[str, list[Any]] = {state: [] for state in states}
    for case in found.annotate(place=place, size=size).filter(place__lte=length).order_by("place"):
        by_state.setdefault(case.state, []).append(case)
    return [
        (state, by_state[state][0].size if by_state[state] else 0, by_state[state])
        for state in states
    ]
