"""Operations of different apps meet at each other's row locks, and none waits in a circle."""

from collections.abc import Iterator
from functools import partial
from itertools import combinations
from typing import Final

import pytest
from django.core.exceptions import ObjectDoesNotExist

from cms.cases.domain.errors import CaseError
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain.errors import TranslationError
from cms.translation.releases.domain.release_items import ReleaseRefusedError
from events.domain import registrations
from tests.interleavings import Rows, failures, meet, rows_of
from tests.project.operations import OPERATIONS, world

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql(only=True),  # SQLite has one writer at a time: no two can meet.
]
# Pairs that shared no order once, and where the first is halted that the second may come between.
ONCE: Final = [
    ("publish a page", "delete a section", "wagtailcore_page"),
    ("publish a translation", "unpublish a page", "wagtailcore_page"),
    ("move a date", "cancel a group", "events_occurrence"),
    ("run a release", "withdraw a consent", "wagtailcore_page"),
    ("hide a picture", "withdraw a consent", "wagtailimages_image"),
]
# What somebody is told who came second.
REFUSALS: Final = (
    ObjectDoesNotExist,
    PublicationRefusedError,
    ReleaseRefusedError,
    TranslationError,
    CaseError,
    registrations.PlacesError,
)
# Where everybody ends: nobody locks anything after it.
AT_THE_END: Final = {"core_contentversion"}


def pairs() -> Iterator[tuple[str, str]]:
    for one, other in combinations(OPERATIONS, 2):
        if OPERATIONS[one].app != OPERATIONS[other].app:
            yield one, other


class Meetings:
    """Pairs of operations over the same things, none of which is changed for good."""

    def __init__(self) -> None:
        found = world()
        self.acts = {name: partial(each.act, found) for name, each in OPERATIONS.items()}
        self.rows: dict[str, Rows] = {}

    def circles(self, *names: str) -> list[str]:
        """Return what went wrong where two operations lock in the same tables."""
        one, other = (self.acts[name] for name in names)
        found = failures(one, other, self.shared(*names))
        return [f"{' / '.join(names)}: {failure}" for failure in found]

    def shared(self, *names: str) -> set[str]:
        """Return the tables in which two operations can make each other wait."""
        for name in names:
            self.rows[name] = self.rows.get(name) or rows_of(self.acts[name])
        return Rows.meet(*(self.rows[name] for name in names)) - AT_THE_END


def test_pairs_that_waited_in_a_circle_once_do_so_no_more() -> None:
    acts = Meetings().acts
    met = [
        each
        for one, other, table in ONCE
        for pair in ((one, other), (other, one))
        for each in meet(*(acts[name] for name in pair), table)
    ]
    assert [(repr(each.error), each.last) for each in met if each.error] == []


@pytest.mark.chaos
def test_no_pair_waits_in_a_circle() -> None:
    meetings = Meetings()
    assert [circle for pair in pairs() for circle in meetings.circles(*pair)] == []


@pytest.mark.chaos
def test_what_was_done_holds_whoever_was_first() -> None:
    meetings = Meetings()
    lost = [
        f"{one} before {other}: {failure}"
        for pair in pairs()
        for one, other in (pair, reversed(pair))
        for failure in outcome(one, other, meetings.shared(one, other))
    ]
    assert lost == []


def outcome(one: str, other: str, shared: set[str]) -> Iterator[str]:
    """Let two meet over things of their own, and commit; yield what is not as it should be."""
    if not shared:
        return
    found = world()
    acts = [partial(OPERATIONS[name].act, found) for name in (one, other)]
    for name, each in zip((one, other), meet(*acts, min(shared), commits=True), strict=True):
        if each.error is None and not OPERATIONS[name].holds(found):
            yield f"{name} is lost"
        elif each.error is not None and not isinstance(each.error, REFUSALS):
            yield f"{name}: {each.error!r}"
