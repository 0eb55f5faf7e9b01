"""No operation holds the content version while it still has something to do."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.core import content_version
from tests.project.operations import OPERATIONS, world

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_nothing_reads_the_version_between_its_changes() -> None:
    found = world()
    early = []
    for name, each in OPERATIONS.items():
        content_version.read()
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            each.act(found)
            transaction.set_rollback(True)
        early += [name for one in queries if "UPDATE core_contentversion" in one["sql"]]
    assert early == []
