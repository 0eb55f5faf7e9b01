"""Long steps: one line each, their output only when they fail."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cms.project.launcher.paths import ROOT
from cms.project.launcher.steps import StepError, run_step
from tests.project.launcher.liveness import is_running


def test_a_step_prints_its_label_and_seconds_and_keeps_its_output(
    capfd: pytest.CaptureFixture[str],
) -> None:
    run_step("Packages", [sys.executable, "-c", "print('a thousand lines')"])
    assert capfd.readouterr().out == "Packages  0 s\n"


def test_a_failing_step_shows_what_it_printed(capfd: pytest.CaptureFixture[str]) -> None:
    argv = [sys.executable, "-c", "print('no space left'); raise SystemExit(3)"]
    with pytest.raises(StepError) as failure:
        run_step("Packages", argv)
    assert capfd.readouterr().out == "Packages  0 s\nno space left\n"
    assert str(failure.value) == f"Packages failed (status 3): {' '.join(argv)}"


def test_a_program_that_is_missing_is_said_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StepError) as failure:
        run_step("Packages", ["/nonexistent/tool"])
    assert str(failure.value) == "/nonexistent/tool cannot be started: No such file or directory"
    assert capfd.readouterr().out == "Packages "


def test_termination_ends_the_step_with_all_its_processes(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    script = f"sleep 60 & echo $! > {pid_file}.draft; mv {pid_file}.draft {pid_file}; wait"
    source = (
        "from cms.project.launcher import steps; steps.stop_on_termination();"
        f"steps.run_step('Packages', ['sh', '-c', {script!r}])"
    )
    installer = subprocess.Popen([sys.executable, "-c", source], cwd=ROOT, stderr=subprocess.PIPE)
    while not pid_file.exists():
        assert installer.poll() is None
    installer.send_signal(signal.SIGTERM)
    installer.communicate(timeout=30)
    child = int(pid_file.read_text())
    deadline = time.monotonic() + 10
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)  # The kernel takes its time to end a killed process on a busy machine.
    assert not is_running(child)
