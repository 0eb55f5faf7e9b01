"""Objects that many tests of a file start from, made once and never changed for the next test."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def in_one_transaction(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is made within, for a fixture of a module; the tests' own changes are undone.

    Each test runs in a savepoint of this transaction, which is rolled back at the end. Tests with
    real commits cannot stand in such a file.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
