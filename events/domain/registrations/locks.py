"""One at a time: whatever changes who has a place holds the row of the group's places."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import UUID

from django.db import OperationalError, connection, transaction

from events.models import Group, Places, Registration

from .errors import BusyError

# Longer than any honest queue; then the answer is "try again", not a hanging request.
LOCK_SECONDS = 3
ATTEMPTS = 3


@contextmanager
def locked(*group_ids: int) -> Iterator[list[Places]]:
    """Hold the places of groups for a transaction, in the order of their ids.

    Yields them in the order asked for. SQLite's transactions begin IMMEDIATE, so there the whole
    database waits. Raises BusyError after three seconds, ``Group.DoesNotExist``.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(transaction.atomic())
            _limit_waiting()
            rows = {row.pk: row for row in _for_update(group_ids)}
        except OperationalError as error:
            raise BusyError from error
        if not rows.keys() >= set(group_ids):
            raise Group.DoesNotExist
        yield [rows[group_id] for group_id in group_ids]


@contextmanager
def locked_for(registration_id: UUID) -> Iterator[tuple[Places, Registration]]:
    """Hold the places of the group that a registration is in, and read it anew.

    Whoever waits for the lock may find that it was moved to another group meanwhile, and asks for
    that one. Raises BusyError, ``Registration.DoesNotExist``.
    """
    for _attempt in range(ATTEMPTS):
        group_id = Registration.objects.values_list("group", flat=True).get(pk=registration_id)
        with locked(group_id) as (places,):
            registration = Registration.objects.get(pk=registration_id)
            if registration.group_id == places.pk:
                registration.group = places.group
                yield places, registration
                return
    raise BusyError


def _for_update(group_ids: tuple[int, ...]) -> list[Places]:
    """Lock, and read the groups only then: a join would show them as they were before the wait."""
    rows = Places.objects.select_for_update(no_key=True).filter(pk__in=group_ids)
    found = list(rows.order_by("pk"))
    groups = Group.objects.in_bulk([places.pk for places in found])
    for places in found:
        places.group = groups[places.pk]
    return found


def _limit_waiting() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {int(LOCK_SECONDS * 1000)}")
