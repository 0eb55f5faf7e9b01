"""Each setting that loses work is refused, and ours are not."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import override_settings

from cms.background.jobs.checks import check_database, check_pragmas, check_queue
from cms.project.launcher.paths import ROOT

pytestmark = [
    pytest.mark.filterwarnings("ignore:Overriding setting DATABASES"),
    pytest.mark.postgresql,
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True}


def queue_errors(**changes: Any) -> list[str]:
    changed = {**settings.Q_CLUSTER, **changes}
    with override_settings(
        Q_CLUSTER={name: value for name, value in changed.items() if value != "absent"}
    ):
        return [error.id for error in check_queue()]


def database_errors(database: dict[str, Any]) -> list[str]:
    with override_settings(DATABASES={"default": database}):
        return [error.id for error in check_database()]


def test_our_settings_pass_and_the_checks_are_registered() -> None:
    assert [error for error in run_checks() if str(error.id).startswith("jobs.")] == []
    with override_settings(Q_CLUSTER={}):
        assert "jobs.E001" in [error.id for error in run_checks()]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"orm": "other"}, "jobs.E001"),
        ({"orm": "absent"}, "jobs.E001"),
        ({"redis": {"host": "127.0.0.1"}}, "jobs.E001"),
        ({"broker_class": "absent"}, "jobs.E001"),
        ({"retry": 179}, "jobs.E002"),
        ({"retry": "absent"}, "jobs.E002"),
        ({"queue_limit": 7}, "jobs.E002"),
        ({"queue_limit": "absent", "workers": 8}, "jobs.E002"),
        ({"timeout": 85, "retry": 900}, "jobs.E003"),
        ({"ack_failures": True}, "jobs.E004"),
        ({"catch_up": True}, "jobs.E005"),
        ({"catch_up": "absent"}, "jobs.E005"),
        ({"scheduler": "absent"}, "jobs.E005"),
        ({"save_limit": 250}, "jobs.E006"),
        ({"save_limit": "absent"}, "jobs.E006"),
        ({"cached": True}, "jobs.E006"),
        ({"bulk": 10}, "jobs.E007"),
        ({"name": "other"}, "jobs.E008"),
        ({"cluster_name": "cms"}, "jobs.E008"),
        ({"max_attempts": "absent"}, "jobs.E009"),
        ({"sync": True}, "jobs.E010"),
    ],
)
def test_one_wrong_value_of_the_queue_is_one_error(changes: dict[str, Any], error: str) -> None:
    assert queue_errors(**changes) == [error]


def test_no_timeout_is_refused() -> None:
    assert queue_errors(timeout="absent") == ["jobs.E002"]


@pytest.mark.parametrize(
    ("option", "value", "error"),
    [
        ("transaction_mode", "DEFERRED", "jobs.E021"),
        ("init_command", "PRAGMA journal_mode=WAL", "jobs.E022"),
        ("init_command", "PRAGMA synchronous=FULL", "jobs.E022"),
        ("timeout", 5, "jobs.E023"),
    ],
)
def test_one_wrong_option_of_sqlite_is_one_error(option: str, value: object, error: str) -> None:
    changed = {**SQLITE, "OPTIONS": {**SQLITE["OPTIONS"], option: value}}
    assert (database_errors(SQLITE), database_errors(changed)) == ([], [error])


def test_postgresql_needs_health_checks_and_other_engines_are_refused() -> None:
    without = {**POSTGRESQL, "CONN_HEALTH_CHECKS": False}
    other = {"ENGINE": "django.db.backends.mysql"}
    found = [database_errors(database) for database in (POSTGRESQL, without, other)]
    assert found == [[], ["jobs.E024"], ["jobs.E020"]]


def test_a_database_file_runs_with_wal_full_and_twenty_seconds(tmp_path: Path) -> None:
    code = (
        "import django; django.setup(); from django.db import connection; c = connection.cursor();"
        "print([c.execute(f'PRAGMA {n}').fetchone()[0]"
        " for n in ('journal_mode', 'synchronous', 'busy_timeout')],"
        " connection.transaction_mode)"
    )
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "cms.project.settings.test",
    }
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "['wal', 2, 20000] IMMEDIATE\n"


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite
def test_sqlite_that_did_not_take_a_setting_is_refused() -> None:
    assert check_pragmas(databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            found = check_pragmas(databases=["default"])
        finally:
            cursor.execute("PRAGMA synchronous=FULL")
    assert [error.id for error in found] == ["jobs.E025"]
