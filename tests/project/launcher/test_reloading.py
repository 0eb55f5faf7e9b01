"""What ``make dev`` does when files change: real files, real processes."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.project.launcher import reloading
from cms.project.launcher.reloading import Files, ReloadedProcess

PATIENCE = 60  # Seconds; a quiet machine needs one.


@pytest.fixture(autouse=True)
def looks_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reloading, "SCAN_SECONDS", 0)
    monkeypatch.setattr(reloading, "ROOT", tmp_path)


def wait_for(is_so: Callable[[], bool], meanwhile: Callable[[], None]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        meanwhile()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_was_written_added_and_removed_counts_and_nothing_else(tmp_path: Path) -> None:
    names = ("written.py", "removed.py", "same.py", "other.txt", "node_modules/package.py")
    (tmp_path / "node_modules").mkdir()
    for name in names:
        (tmp_path / name).write_text("")
    files = Files([tmp_path], ".py")
    assert files.changed() == []
    for name in ("written.py", "other.txt", "node_modules/package.py"):
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / "removed.py").unlink()
    (tmp_path / "added.py").write_text("")
    changed = [path.name for path in files.changed()]
    assert (changed, files.changed()) == (["added.py", "removed.py", "written.py"], [])


def start(tmp_path: Path, source: str) -> tuple[ReloadedProcess, Path]:
    """Start a process of ``source``; each start adds a line to its file."""
    program, starts = tmp_path / "program.py", tmp_path / "starts"
    program.write_text(source)
    prefix = f"open({str(starts)!r}, 'a').write('x'); exec(open({str(program)!r}).read())"
    argv = [sys.executable, "-c", prefix]
    files = Files([tmp_path], ".py")
    process = ReloadedProcess(tmp_path / "worker.log", argv, dict(os.environ), files)
    wait_for(starts.exists, process.tend)
    return process, starts


@pytest.mark.parametrize(
    "deafness", ["", "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "]
)
def test_a_change_starts_it_anew_even_when_it_ignores_the_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deafness: str
) -> None:
    monkeypatch.setattr(reloading, "GRACE_SECONDS", 0.2)
    process, starts = start(tmp_path, f"{deafness}import time; time.sleep(600)")
    os.utime(tmp_path / "program.py", (1, 1))
    wait_for(lambda: len(starts.read_text()) == 2, process.tend)
    assert process.status is None
    process.kill()


def test_a_mistake_is_told_once_and_its_correction_starts_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    process, starts = start(tmp_path, "raise SystemExit('a mistake')")
    wait_for(lambda: process.status == 1, process.tend)
    process.tend()
    process.tend()
    said = capsys.readouterr().out
    assert said == "worker ended (status 1) and waits for a change:\n    a mistake\n"
    (tmp_path / "program.py").write_text("import time; time.sleep(600)")
    wait_for(lambda: len(starts.read_text()) == 2, process.tend)
    assert capsys.readouterr().out == "program.py changed: worker starts anew.\n"
    process.kill()
