"""Two people at the same moment: the second decides by what the first has left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from events.domain import registrations
from events.domain.registrations import capacity, locks
from events.domain.retention import anonymise, anonymise_due
from events.enums import RegistrationState, SignUpState
from events.models import Group, Registration
from tests.factories.events import ActivityPageFactory, open_group, sign_up

# Tests' SQLite is in memory, where writers do not wait for each other.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql(only=True)]
# So long a second one stands before the lock that the first one holds.
MEANWHILE = 0.3


def while_waiting(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """Run ``second`` so that it begins before ``first`` commits; return what came of it."""
    begun = Event()

    def run() -> Any:
        begun.set()
        try:
            return second()
        except registrations.PlacesError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            waiting = pool.submit(run)
            begun.wait()
            sleep(MEANWHILE)
        return waiting.result()


@pytest.fixture
def group() -> Group:
    return open_group(capacity=1)


def test_who_waits_for_the_lock_learns_that_the_group_was_cancelled(group: Group) -> None:
    refused = while_waiting(
        lambda: registrations.cancel_group(group.pk, by=None), lambda: sign_up(group)
    )
    assert isinstance(refused, registrations.SignUpClosedError)
    assert refused.state == SignUpState.CANCELLED
    assert not Registration.objects.exists()


def test_who_was_moved_meanwhile_gives_back_the_place_they_have_now(group: Group) -> None:
    other = open_group(ActivityPageFactory(), capacity=1)
    one = sign_up(group)
    while_waiting(
        lambda: registrations.move(one.pk, other.pk, by=None),
        lambda: registrations.withdraw(one.pk),
    )
    standing = registrations.availability_of([group.pk, other.pk])
    assert [standing[pk].taken for pk in (group.pk, other.pk)] == [0, 0]


def test_an_offer_accepted_twice_at_once_takes_its_place_once(group: Group) -> None:
    first, second = sign_up(group), sign_up(group)
    registrations.withdraw(first.pk)

    def accept() -> Registration:
        return registrations.answer_offer(second.pk, accept=True)

    assert while_waiting(accept, accept).state == RegistrationState.CONFIRMED
    assert registrations.availability_of([group.pk])[group.pk].taken == 1
    assert list(group.log.values_list("action", flat=True)).count("accepted") == 1


def test_who_waits_too_long_is_asked_to_come_again(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.1)
    busy = while_waiting(lambda: sign_up(group), lambda: sign_up(group))
    assert isinstance(busy, registrations.BusyError)
    assert Registration.objects.count() == 1


def test_who_is_erased_while_they_change_something_is_erased(group: Group) -> None:
    one = sign_up(group)

    def erase() -> None:
        anonymise(Registration.objects.get(pk=one.pk))
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        with locks.locked_for(one.pk) as (places, read):
            erasing = pool.submit(erase)
            sleep(MEANWHILE)
            capacity.save(places, read)
        erasing.result()
    one.refresh_from_db()
    assert (one.email, one.anonymised_at is None) == ("", False)


def test_whoever_waits_to_change_somebody_learns_that_they_were_erased(group: Group) -> None:
    one = sign_up(group)
    refused = while_waiting(
        lambda: anonymise(Registration.objects.get(pk=one.pk)),
        lambda: registrations.change(one.pk, email="mama@example.org"),
    )
    assert isinstance(refused, registrations.NotPossibleError)
    one.refresh_from_db()
    assert (one.email, one.anonymised_at is None) == ("", False)


def test_a_group_that_is_held_keeps_no_other_from_being_emptied(group: Group) -> None:
    held, other = sign_up(group), sign_up(open_group())
    later = timezone.now() + timedelta(days=3000)
    done: list[int] = []

    def empty() -> None:
        done.append(anonymise_due(later))
        connection.close()

    with ThreadPoolExecutor(1) as pool, locks.locked_for(held.pk):
        pool.submit(empty).result()
    held.refresh_from_db()
    other.refresh_from_db()
    assert (done, held.anonymised_at, other.anonymised_at is None) == ([1], None, False)
    assert anonymise_due(later) == 1
