"""The supervisor with real processes that behave badly in every way that was seen."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cms.project.launcher.paths import ROOT
from tests.project.launcher.liveness import is_running

PATIENCE = 60  # Seconds; a quiet machine needs one.
# Starts the named children under one supervisor, and watches them.
SCRIPT = """
import os, signal, sys
from pathlib import Path
signal.signal(signal.SIGHUP, getattr(signal, os.environ["HANG_UP"]))
from cms.project.launcher import supervisor as module
from cms.project.launcher.process import SiteProcess
module.GRACE_SECONDS = float(os.environ["GRACE"])
folder = Path(sys.argv[1])
keeper = module.Supervisor()
for name in sys.argv[2:]:
    source = (folder / (name + ".py")).read_text()
    argv = [sys.executable, "-c", source, str(folder / (name + ".pid"))]
    keeper.add(SiteProcess(folder / (name + ".log"), argv, dict(os.environ)))
try:
    keeper.watch()
except module.ProcessDiedError as death:
    print(death, flush=True)
    sys.exit(1)
finally:
    keeper.stop()
"""
WRITE_PID = """
import os, signal, subprocess, sys, time
from pathlib import Path
def tell(pid):
    draft = Path(sys.argv[1] + ".draft"); draft.write_text(str(pid)); draft.rename(sys.argv[1])
"""
POLITE = WRITE_PID + "tell(os.getpid()); time.sleep(600)"
DEAF = (
    WRITE_PID + "signal.signal(signal.SIGTERM, signal.SIG_IGN); tell(os.getpid()); time.sleep(600)"
)
# Ends when asked, but leaves a grandchild behind in a session that no group signal reaches.
PARENT = WRITE_PID + (
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'],"
    " start_new_session=True); tell(child.pid); time.sleep(600)"
)
SHORT = WRITE_PID + "tell(os.getpid()); print('the disk is full'); time.sleep(0.3); sys.exit(7)"


def start(
    folder: Path, grace: float = 1, hang_up: str = "SIG_DFL", **children: str
) -> subprocess.Popen[str]:
    """Start a supervisor of ``children`` (name: source) and return once it watches them.

    ``hang_up`` is what it inherits for SIGHUP, whoever started the tests.
    """
    for name, source in children.items():
        (folder / f"{name}.py").write_text(source)
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), *children],
        cwd=ROOT,
        env={**os.environ, "GRACE": str(grace), "HANG_UP": hang_up},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not all((folder / f"{name}.pid").exists() for name in children):
        assert process.poll() is None
        time.sleep(0.02)
    return process


def runs(folder: Path, name: str) -> bool:
    return is_running(int((folder / f"{name}.pid").read_text()))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_ends_every_process_with_status_zero(
    tmp_path: Path, number: signal.Signals
) -> None:
    supervisor = start(tmp_path, one=POLITE, two=POLITE)
    supervisor.send_signal(number)
    supervisor.communicate(timeout=PATIENCE)
    assert supervisor.returncode == 0
    assert [runs(tmp_path, name) for name in ("one", "two")] == [False, False]


def test_whoever_was_started_by_nohup_outlives_the_terminal(tmp_path: Path) -> None:
    supervisor = start(tmp_path, hang_up="SIG_IGN", one=POLITE)
    supervisor.send_signal(signal.SIGHUP)
    time.sleep(0.6)  # Somebody who heard it would have begun to end what they started.
    assert runs(tmp_path, "one")
    supervisor.terminate()
    supervisor.communicate(timeout=PATIENCE)
    assert supervisor.returncode == 0


def test_a_process_that_ignores_the_request_is_killed_after_the_grace(tmp_path: Path) -> None:
    supervisor = start(tmp_path, deaf=DEAF)
    supervisor.terminate()
    output, _ = supervisor.communicate(timeout=PATIENCE)
    assert (supervisor.returncode, output) == (0, "deaf did not end in time and is killed.\n")
    assert not runs(tmp_path, "deaf")


def test_a_second_signal_does_not_wait_for_the_grace(tmp_path: Path) -> None:
    supervisor = start(tmp_path, grace=10 * PATIENCE, deaf=DEAF)
    supervisor.terminate()
    time.sleep(0.6)
    supervisor.terminate()
    supervisor.communicate(timeout=PATIENCE)
    assert supervisor.returncode == 0
    assert not runs(tmp_path, "deaf")


def test_a_grandchild_in_a_session_of_its_own_ends_too(tmp_path: Path) -> None:
    supervisor = start(tmp_path, parent=PARENT)
    assert runs(tmp_path, "parent")
    supervisor.terminate()
    supervisor.communicate(timeout=PATIENCE)
    assert supervisor.returncode == 0
    assert not runs(tmp_path, "parent")


def test_a_process_that_ends_by_itself_is_named_with_its_log_and_ends_the_rest(
    tmp_path: Path,
) -> None:
    supervisor = start(tmp_path, cms=POLITE, worker=SHORT)
    output, _ = supervisor.communicate(timeout=PATIENCE)
    assert supervisor.returncode == 1
    assert output == (
        f"worker ended by itself (status 7). The end of {tmp_path / 'worker.log'}:\n"
        "    the disk is full\n"
    )
    assert not runs(tmp_path, "cms")
