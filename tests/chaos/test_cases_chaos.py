"""A request that was answered is never lost nor doubled, and its letters go out, whatever dies."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from cms.project.launcher.paths import ROOT
from tests.chaos.database_copy import copied_database
from tests.chaos.school_requests import Faults, check, submit_under_faults, unsent
from tests.chaos.web import web_processes
from tests.chaos.worker_harness import Trial, new_database, wait_until
from tests.postgres import Cluster, temporary_cluster
from tests.translation.notifications.slow_mail import FOLDER

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def faults_on(
    url: str, folder: Path, cluster: Cluster | None = None
) -> Iterator[tuple[Faults, str]]:
    """Yield what can be hurt, and the key of a kind of support."""
    (folder / "mails").mkdir()
    trial = Trial(url, folder)
    trial.environment |= {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.translation.notifications.settings",
        "CASES_AN_HOUR": "1000000",
        "MAIL_PAUSE_SECONDS": "0.02",
        FOLDER: str(folder / "mails"),
    }
    command = [sys.executable, "-m", "tests.chaos.staff_accounts"]
    made = subprocess.run(
        command, cwd=ROOT, env=trial.environment, check=True, capture_output=True, text=True
    )
    with web_processes(folder, trial.environment) as web, trial.worker() as supervisor:
        yield Faults(trial, web, supervisor, cluster), made.stdout


def run(
    faults: Faults, kind_key: str, folder: Path, *, count: int, kills: int, limit: float
) -> None:
    submissions = submit_under_faults(faults, kind_key, count, faults.drawn(kills))
    trial = faults.trial
    assert wait_until(lambda: unsent(trial) == 0, limit), trial.log.read_text()
    check(trial, submissions, folder, kills)


@pytest.mark.sqlite  # The long one runs on both.
def test_20_requests_under_five_faults_are_there_once(tmp_path: Path) -> None:
    with copied_database(tmp_path) as url, faults_on(url, tmp_path) as (faults, kind_key):
        run(faults, kind_key, tmp_path, count=20, kills=5, limit=300)


@pytest.mark.chaos
def test_thousands_of_requests_under_24_faults_are_there_once(tmp_path: Path) -> None:
    """2,000 on PostgreSQL, which crashes as well; 1,000 on SQLite."""
    if connection.vendor == "sqlite":
        with (
            new_database("sqlite", tmp_path) as url,
            faults_on(url, tmp_path) as (faults, kind_key),
        ):
            run(faults, kind_key, tmp_path, count=1000, kills=24, limit=600)
        return
    with (
        temporary_cluster() as cluster,
        faults_on(cluster.url, tmp_path, cluster) as (faults, kind_key),
    ):
        run(faults, kind_key, tmp_path, count=2000, kills=24, limit=900)
