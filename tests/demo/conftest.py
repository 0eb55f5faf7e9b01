"""The demo, loaded once for all tests here: it takes many seconds."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.kept_objects import in_one_transaction


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the demo in a transaction that is rolled back after the last test of this folder."""
    del django_db_setup
    with in_one_transaction(django_db_blocker):
        call_command("demo")
        yield
