"""One at a time: whatever changes who has a place holds the row of the group's places."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import OperationalError, connection, transaction

from events.models import Group, Places

from .errors import BusyError

# Longer than any honest queue; then the answer is "try again", not a hanging request.
LOCK_SECONDS = 3


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


def _for_update(group_ids: tuple[int, ...]) -> list[Places]:
    rows = Places.objects.select_for_update(no_key=True, of=("self",))
    return list(rows.filter(pk__in=group_ids).select_related("group").order_by("pk"))


def _limit_waiting() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
