"""Submitting many pages while the worker is killed: everything is done, nothing twice."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from cms.project.launcher.paths import ROOT
from tests.chaos.batch import LOCALES
from tests.chaos.worker_harness import Trial, new_database, wait_until

DONE = "SELECT count(*) FROM core_batchitem WHERE state = 'done'"
# Of each target page: its revisions, drafts, log entries and states. None has to be unique there.
EFFECTS = """
    SELECT count(DISTINCT r.id), count(DISTINCT d.id), count(DISTINCT l.id), count(DISTINCT s.id)
    FROM wagtailcore_page p
    JOIN wagtailcore_locale c ON c.id = p.locale_id AND c.language_code <> 'pl' AND p.depth > 2
    LEFT JOIN wagtailcore_revision r ON r.object_id = CAST(p.id AS varchar)
    LEFT JOIN translation_translationdraft d ON d.revision_id = r.id
    LEFT JOIN wagtailcore_pagelogentry l ON l.page_id = p.id AND l.action = 'wagtail.create'
    LEFT JOIN core_translationstate s
      ON s.translation_key = p.translation_key AND s.locale_id = p.locale_id
    GROUP BY p.id
"""


def fill(trial: Trial, pages: int) -> float:
    """Make a site of so many pages and submit them all; return the longest request's seconds."""
    command = [sys.executable, "-m", "tests.chaos.batch", str(pages)]
    ended = subprocess.run(
        command, cwd=ROOT, env=trial.environment, check=True, timeout=300, capture_output=True
    )
    return float(ended.stdout)


def done(trial: Trial) -> int:
    return int(trial.query(DONE)[0][0])


@pytest.mark.parametrize(
    ("pages", "kills", "limit"),
    [
        pytest.param(6, ["group"], 400, id="6-pages"),
        pytest.param(200, ["group", "worker", "group"], 480, marks=pytest.mark.chaos),
    ],
)
def test_a_submission_that_is_killed_on_the_way_is_done_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pages: int, kills: list[str], limit: float
) -> None:
    with new_database(connection.vendor, tmp_path) as url:
        trial = Trial(url, tmp_path)
        longest = fill(trial, pages)
        started = time.monotonic()
        deadline = started + limit
        with trial.worker() as supervisor:
            for number, role in enumerate(kills, 1):
                goal = pages * number // (len(kills) + 1)
                left = deadline - time.monotonic()
                assert wait_until(lambda goal=goal: done(trial) >= goal, left), done(trial)
                assert wait_until(lambda role=role: trial.kill(role, supervisor), 120), role
            left = deadline - time.monotonic()
            assert wait_until(lambda: done(trial) == pages, left), done(trial)
        seconds = time.monotonic() - started
        effects = trial.query(EFFECTS)
        batch = trial.query("SELECT total, cancelled_at FROM core_batch")
        failed = trial.query("SELECT key, message FROM core_batchitem WHERE state <> 'done'")
    with capsys.disabled():
        print(  # noqa: T201  The measurement is for people.
            f"\n{pages} pages × {len(LOCALES)} languages, {len(kills)} kills: {seconds:.0f} s;"
            f" the longest request {longest:.2f} s"
        )
    assert (batch, failed) == ([(pages, None)], [])
    assert len(effects) == pages * len(LOCALES)
    assert {tuple(row) for row in effects} == {(1, 1, 1, 1)}
