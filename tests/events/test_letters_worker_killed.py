"""Letters while the worker is killed: none is lost, a repeat has the same Message-ID."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from cms.project.launcher.paths import ROOT
from tests.chaos.worker_harness import Trial, new_database, wait_until
from tests.translation.notifications.slow_mail import FOLDER
from tests.translation.notifications.test_worker_killed import received

SENT = "SELECT count(*) FROM core_letter WHERE state = 'sent'"
IDS = "SELECT CAST(id AS varchar(36)) FROM core_letter"
PEOPLE = 16


@pytest.mark.chaos
def test_whoever_signed_up_gets_one_letter_although_the_worker_is_killed(tmp_path: Path) -> None:
    with new_database(connection.vendor, tmp_path) as url:
        mails = tmp_path / "mails"
        mails.mkdir()
        trial = Trial(url, tmp_path)
        trial.environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.translation.notifications.settings",
            FOLDER: str(mails),
        }
        command = [sys.executable, "-m", "tests.events.sign_up_crowd", str(PEOPLE)]
        subprocess.run(command, cwd=ROOT, env=trial.environment, check=True, timeout=120)

        def sent() -> int:
            return int(trial.query(SENT)[0][0])

        with trial.worker() as supervisor:
            assert wait_until(lambda: sent() >= PEOPLE // 3, 300), trial.log.read_text()
            assert wait_until(lambda: trial.kill("worker", supervisor), 120)
            assert wait_until(lambda: sent() == PEOPLE, 300), trial.log.read_text()
        ids = {str(row[0]).replace("-", "") for row in trial.query(IDS)}
    arrived = received(tmp_path)
    known = {message["Message-ID"].strip("<>").partition("@")[0] for message in arrived}
    assert {name.replace("-", "") for name in known} == ids
    assert len({message["To"] for message in arrived}) == PEOPLE
    assert len(arrived) - PEOPLE <= 2
