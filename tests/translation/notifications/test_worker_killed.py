"""Mails while the worker is killed: everybody's goes out, and is one mail to whoever gets it."""

import email
import subprocess
import sys
import time
from collections import Counter
from email.message import Message
from pathlib import Path

import pytest
from django.db import connection

from cms.project.launcher.paths import ROOT
from tests.chaos.worker_harness import Trial, new_database, wait_until
from tests.translation.notifications.slow_mail import FOLDER

SENT = "SELECT count(*) FROM notices_mail WHERE state = 'sent'"
IDS = "SELECT CAST(id AS varchar(36)) FROM notices_mail"
LOOSE = "SELECT count(*) FROM notices_notice WHERE mail_id IS NULL"


def prepared(url: str, folder: Path, people: int) -> Trial:
    """Return a trial in which ``people`` were each told something that is urgent."""
    mails = folder / "mails"
    mails.mkdir()
    trial = Trial(url, folder)
    trial.environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.translation.notifications.settings",
        FOLDER: str(mails),
    }
    command = [
        sys.executable,
        "-m",
        "tests.translation.notifications.notification_crowd",
        str(people),
    ]
    subprocess.run(command, cwd=ROOT, env=trial.environment, check=True, timeout=120)
    return trial


def received(folder: Path) -> list[Message]:
    """Return every mail that was handed over whole, repeats included."""
    found = [email.message_from_bytes(path.read_bytes()) for path in folder.glob("mails/*.eml")]
    return [message for message in found if message["To"]]


def texts(message: Message) -> list[str]:
    """Return the text and the HTML, without the line that separates them."""
    return [str(part.get_payload()) for part in message.walk() if not part.is_multipart()]


@pytest.mark.parametrize(
    ("people", "kills", "limit"),
    [
        pytest.param(12, ["worker", "group"], 400, id="12-people"),
        pytest.param(200, ["worker", "group", "monitor", "group"], 400, marks=pytest.mark.chaos),
    ],
)
def test_everybody_gets_one_mail_although_the_worker_is_killed(
    tmp_path: Path, people: int, kills: list[str], limit: float
) -> None:
    with new_database(connection.vendor, tmp_path) as url:
        trial = prepared(url, tmp_path, people)
        deadline = time.monotonic() + limit

        def sent() -> int:
            return int(trial.query(SENT)[0][0])

        with trial.worker() as supervisor:
            for number, role in enumerate(kills, 1):
                goal = people * number // (len(kills) + 1)
                assert wait_until(lambda goal=goal: sent() >= goal, 300), trial.log.read_text()
                assert wait_until(lambda role=role: trial.kill(role, supervisor), 120), role
            left = deadline - time.monotonic()
            assert wait_until(lambda: sent() == people, left), trial.log.read_text()
        ids = [str(row[0]).replace("-", "") for row in trial.query(IDS)]
        loose = trial.query(LOOSE)[0][0]
    mails = received(tmp_path)
    by_person = {message["To"]: message for message in mails}
    same = Counter((message["To"], message["Message-ID"], *texts(message)) for message in mails)
    known = {message["Message-ID"].strip("<>").partition("@")[0] for message in mails}
    assert (loose, len(ids), len(by_person)) == (0, people, people)
    assert len(same) == people  # A repeat is the same mail to the letter, by the same name.
    assert sorted(name.replace("-", "") for name in known) == sorted(ids)
    # A worker that is killed hurts one mail, a group that is replaced as many as it has workers.
    groups = trial.log.read_text().count("is replaced")
    assert len(mails) - people <= kills.count("worker") + 2 * groups
