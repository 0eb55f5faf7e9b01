"""Every address of the admin that changes something, tried by every role with a valid body.

The addresses come from the URL configuration. One that stands neither among the entries nor among
those that only read fails, and so does one of the latter that changes anything.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.kept_objects import in_one_transaction
from tests.project.admin_requests.admin_urls import BULK, Address, addresses
from tests.project.admin_requests.read_only_urls import READING, reads_only
from tests.project.admin_requests.role_walk import ADMINISTRATOR, METHODS, Door, Walk, others
from tests.project.admin_requests.write_request import Entry
from tests.project.admin_requests.write_requests import ENTRIES

pytestmark = pytest.mark.django_db
ALL = {address.key: address for address in addresses()}
PARTS = 8


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walk]:
    """One set of objects for all: whatever a request does is undone before the next."""
    del django_db_setup
    with in_one_transaction(django_db_blocker):
        yield Walk({party for each in ENTRIES.values() for party in others(each, apart=False)})


def address_of(name: str) -> Address:
    return ALL[name.partition(" in ")[0]]


def test_every_address_stands_in_a_table() -> None:
    known = {name.partition(" in ")[0] for name in ENTRIES}
    left = {key for key, address in ALL.items() if not reads_only(address)}
    assert (left - known, known - left) == (set(), set())
    assert READING.keys() - ALL.keys() - {each.name for each in ALL.values()} == set()


def share(number: int, names: Any) -> list[Any]:
    return sorted(names)[number::PARTS]


@pytest.mark.parametrize(
    "apart", [pytest.param(False, id="together"), pytest.param(True, marks=pytest.mark.chaos)]
)
@pytest.mark.parametrize("number", range(PARTS))
def test_who_may_does_it_and_nobody_else(walk: Walk, number: int, *, apart: bool) -> None:
    wrong = {}
    for name in share(number, ENTRIES):
        found = faults(walk, address_of(name), ENTRIES[name], apart=apart)
        wrong.update({name: found} if found else {})
    assert wrong == {}


def faults(walk: Walk, address: Address, entry: Entry, *, apart: bool) -> list[str]:
    """Return what is wrong at an address, in words.

    Bulk actions answer everybody alike and leave out what is not theirs to act on.
    """
    door = walk.door(address, entry)
    found = []
    done: set[str] = set()
    for letter in entry.roles:
        tried = walk.attempt(letter, entry.method, door)
        done |= tried.changed
        if not (tried.changed or (entry.leads_on and not tried.is_refusal)):
            found.append(f"{letter} could not: {tried.answer.status_code}")
    methods = [entry.method, *_other_methods(walk, entry, door, done, found)]
    for letter in others(entry, apart=apart):
        for method in methods:
            tried = walk.attempt(letter, method, door)
            if tried.changed or not (tried.is_refusal or address.name == BULK):
                found.append(f"{letter} by {method}: {tried.answer.status_code} {tried.changed}")
    return found


def _other_methods(
    walk: Walk, entry: Entry, door: Door, done: set[str], found: list[str]
) -> Iterator[str]:
    """Yield the methods that do the same; one that does something else is a fault."""
    who = ADMINISTRATOR if ADMINISTRATOR in entry.roles else entry.roles[0]
    for method in METHODS:
        changed = walk.attempt(who, method, door).changed if method != entry.method else set()
        if changed - done:
            found.append(f"{method} changes {changed - done} besides")
        elif changed:
            yield method


@pytest.mark.parametrize("number", range(PARTS))
def test_what_only_reads_changes_nothing(walk: Walk, number: int) -> None:
    reading = {key for key, address in ALL.items() if reads_only(address)}
    wrong = {}
    for key in share(number, reading):
        door = walk.door(ALL[key], READING.get(key) or READING.get(ALL[key].name, Entry()))
        for method in METHODS:
            tried = walk.attempt(ADMINISTRATOR, method, door)
            if tried.changed:
                wrong[f"{method} {key}"] = tried.changed
    assert wrong == {}
