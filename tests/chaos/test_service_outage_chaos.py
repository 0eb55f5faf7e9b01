"""Redis, mail, storage, disk and database go away, one after another and together.

Whatever was answered is there once, every letter is handed over or on the pile from which it is
sent again, and other jobs go on while a part that they do not need is away.
"""

import http.client
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.db import connection

from cms.core.access_tokens import digest
from cms.project.launcher.paths import ROOT
from tests.chaos.forms import Addresses, Form, sending
from tests.chaos.services import Mail, Part, away, parts_of
from tests.chaos.web import web_processes
from tests.chaos.worker_harness import Trial, wait_until

SECONDS: Final = 4
TOGETHER: Final = 5
NEEDED: Final = frozenset({"disk", "database"})  # Without these no job can be noted.
# Between handing a letter over and noting it stand the mail server's answer and the note itself.
CUTTING: Final = frozenset({"mail", *NEEDED})


def plan(names: list[str]) -> list[tuple[str, ...]]:
    """Return each part alone, then several at once, drawn the same every time, then all."""
    draw = random.Random(13)
    several = [tuple(draw.sample(names, draw.randint(2, 4))) for _time in range(TOGETHER - 2)]
    outside = tuple(name for name in names if name not in NEEDED)
    return [*((name,) for name in names), outside, *several, tuple(names)]


def command(environment: Mapping[str, str], *arguments: str) -> str:
    """Run a command of ours; return what it printed."""
    line = [sys.executable, "-m", *arguments]
    done = subprocess.run(
        line, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def get(port: int, path: str) -> int:
    """Return the status of an address, 0 without an answer."""
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with closing(server), suppress(OSError, http.client.HTTPException):
        server.request("GET", path)
        return server.getresponse().status
    return 0


def job_goes_on(trial: Trial, number: int) -> bool:
    """Add a job that needs none of what is away; tell whether it was done."""
    before = trial.count()
    command(trial.environment, "tests.chaos.enqueue", "chaos.effect", str(number), str(number + 1))
    return wait_until(lambda: trial.count() > before, 60)


def hurt(trial: Trial, parts: dict[str, Part], port: int, document: str) -> tuple[int, int]:
    """Carry the plan out; return how often letters may be cut off and how many jobs went on."""
    numbers, cuts, jobs = count(11, 10), 0, 0
    for names in plan(list(parts)):
        with away(parts, names, SECONDS):
            if not NEEDED.intersection(names):
                assert job_goes_on(trial, next(numbers)), (names, trial.log.read_text())
                assert get(port, "/api/v2/site/?locale=pl") == 200, names
                jobs += 1
        cuts += bool(CUTTING.intersection(names))
        assert wait_until(lambda: get(port, document) == 200, 60), names
    return cuts, jobs


def unsent(trial: Trial) -> int:
    """Return how many letters have neither gone out nor been dropped."""
    sql = "SELECT count(*) FROM core_letter WHERE state NOT IN ('sent', 'dropped')"
    return int(trial.query(sql)[0][0])


def on_a_pile(trial: Trial) -> int:
    """Return how many letters wait for another try, or failed for good, and so are shown."""
    sql = "SELECT count(*) FROM jobs_job WHERE name = 'core.send_letter' AND status <> 'done'"
    return int(trial.query(sql)[0][0])


def check_forms(trial: Trial, forms: list[Form], group: int) -> None:
    """Assert that each form is stored exactly once, and that every answer to it was the same."""
    for form in forms:
        assert form.answers, form
        assert all(answer == form.answers[0] for answer in form.answers), form
    first = {kind: [f.answers[0] for f in forms if f.kind == kind] for kind in _kinds(forms)}
    comments = Counter(row[0] for row in trial.query("SELECT comment FROM feedback_pagefeedback"))
    assert comments == Counter(f.body["comment"] for f in forms if f.kind == "feedback")
    cases = trial.query("SELECT reference FROM desk_case")
    assert sorted(row[0] for row in cases) == sorted(one["reference"] for one in first["request"])
    schools = Counter(
        row[0] for row in trial.query("SELECT school_name FROM school_support_supportrequest")
    )
    assert schools == Counter(f.body["school"]["name"] for f in forms if f.kind == "request")
    sql = f"SELECT token_digest FROM events_registration WHERE group_id = {group}"
    links = (one["status_url"].rstrip("/").rpartition("/")[2] for one in first["sign-up"])
    assert sorted(row[0] for row in trial.query(sql)) == sorted(digest(link) for link in links)


def _kinds(forms: list[Form]) -> set[str]:
    return {form.kind for form in forms}


def check_letters(trial: Trial, mail: Mail, cuts: int) -> int:
    """Assert that each letter was taken by the mail server; return how many came twice.

    SMTP knows no transaction: what is handed over and cannot be noted goes out again, with the same
    ``Message-ID``. That is one letter at most for each worker and each time that one of the two
    was away; otherwise none.
    """
    names = [message["Message-ID"].strip("<>") for message in mail.received]
    taken = Counter(name.split("@")[0] for name in names)
    assert len(set(names)) == len(taken)
    sent = trial.query("SELECT id FROM core_letter WHERE state = 'sent'")
    assert {str(row[0]).replace("-", "") for row in sent} <= {one.replace("-", "") for one in taken}
    twice = taken.total() - len(taken)
    assert twice <= cuts * settings.Q_CLUSTER["workers"]
    return twice


@pytest.mark.chaos
@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_or_doubled_while_parts_are_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    with parts_of(connection.vendor, tmp_path) as (parts, environment, url):
        trial = Trial(url, tmp_path)
        trial.environment |= environment
        command(trial.environment, "django", "setup", "-v0")
        kind_key = command(trial.environment, "tests.chaos.staff_accounts")
        activity, groups = json.loads(
            command(trial.environment, "tests.chaos.groups", "1", "100000")
        )
        document = command(trial.environment, "tests.chaos.document_upload")
        with web_processes(tmp_path, trial.environment) as web, trial.worker():
            assert job_goes_on(trial, 1), "the worker does not start"
            with sending(Addresses(activity, groups[0], kind_key), web.port) as forms:
                cuts, jobs = hurt(trial, parts, web.port, document)
            pile, waiting = on_a_pile(trial), unsent(trial)
            assert pile >= waiting, "a letter that nobody sees"
            again = command(trial.environment, "tests.chaos.retry_jobs")
            assert wait_until(lambda: unsent(trial) == 0, 180), trial.log.read_text()[-5000:]
        check_forms(trial, forms, groups[0])
        mail = parts["mail"]
        assert isinstance(mail, Mail)
        twice = check_letters(trial, mail, cuts)
        seconds = time.monotonic() - began
        lines = [
            f"forms taken: {dict(Counter(form.kind for form in forms))}",
            f"refusals on the way: {dict(Counter(s for form in forms for s in form.refusals))}",
            f"letters taken: {len(mail.received)}, of them twice: {twice}",
            f"letters on the pile at the end: {waiting}, jobs sent again: {again}",
            f"away: {len(plan(list(parts)))} times, of them while letters go out: {cuts}",
            f"other jobs done meanwhile: {jobs}; seconds: {seconds:.0f}",
        ]
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
