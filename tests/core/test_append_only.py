"""The database itself keeps logs, whatever program speaks to it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from cms.cases.models import CaseEvent
from cms.core import append_only
from cms.core.models import AppendOnlyError, AppendOnlyModel
from events.models import PlaceEvent
from tests.factories.cases import new_case
from tests.factories.events import open_group
from tests.snapshot import LOGS

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def a_case() -> CaseEvent:
    return new_case().events.get()


def a_place() -> PlaceEvent:
    return open_group().log.get()


MAKERS: Final = [a_case, a_place]
each_log = pytest.mark.parametrize("make", MAKERS)


def refused(sql: str, *values: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def is_kept(line: AppendOnlyModel) -> None:
    """See the database refuse whatever would change the log of a line."""
    table = line._meta.db_table
    refused(f"UPDATE {table} SET action = 'never'")
    refused(f"DELETE FROM {table}")
    names = ", ".join(field.column for field in line._meta.local_fields)
    again = f"({names}) SELECT {names} FROM {table} WHERE id = %s"
    if connection.vendor == "sqlite":
        refused(f"REPLACE INTO {table} {again}", line.pk)
    else:
        refused(f"TRUNCATE {table}")
    refused(f"INSERT INTO {table} {again} ON CONFLICT (id) DO UPDATE SET action = 'never'", line.pk)


@each_log
def test_a_log_is_only_added_to(make: Callable[[], AppendOnlyModel]) -> None:
    line = make()
    for change in (line.save, line.delete):
        with pytest.raises(AppendOnlyError):
            change()
    is_kept(line)
    assert type(line)._default_manager.filter(pk=line.pk, action="never").count() == 0
    assert type(line)._default_manager.filter(pk=line.pk).exists()


@each_log
def test_a_line_has_the_clock_of_the_database(make: Callable[[], AppendOnlyModel]) -> None:
    line = make()
    copy = type(line)._default_manager.get(pk=line.pk)
    copy.pk, copy._state.adding = None, True
    copy.recorded_at = timezone.now() - timedelta(days=400)
    if connection.vendor == "sqlite":
        with pytest.raises(DatabaseError), transaction.atomic():
            copy.save()
    else:
        copy.save()
    lines = type(line)._default_manager
    late = lines.exclude(recorded_at__gt=Now() - timedelta(hours=1))
    assert not late.exists()


@each_log
def test_migrating_makes_the_guard_anew(make: Callable[[], AppendOnlyModel]) -> None:
    line = make()
    append_only.lift(connection, line._meta.db_table)
    call_command("migrate", verbosity=0)
    is_kept(line)


def test_every_log_is_known_to_the_tests() -> None:
    """A log that is not emptied after a test with real commits would fail all that follow."""
    logs = [each for each in apps.get_models() if issubclass(each, AppendOnlyModel)]
    assert sorted(each._meta.db_table for each in logs) == sorted(LOGS)
