"""A browser that does not close is killed, and the run goes on."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from .stack import PATIENCE, ROOT

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("frozen", ["driver", "browser"])
def test_what_does_not_answer_is_killed(frozen: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.browser.frozen_browser", frozen],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=3 * PATIENCE,
    )
    assert "The browser does not close and is killed." in run.stderr
    assert run.stdout
    deadline = time.monotonic() + PATIENCE
    while left := [process for process in run.stdout.split() if is_running(process)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def is_running(process: str) -> bool:
    """Tell whether a process is there, and not only its exit status."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
