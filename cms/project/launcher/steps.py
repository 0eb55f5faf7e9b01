"""One line of progress per long step; a step's own output is shown only when it fails."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import IO, Final, NoReturn

from cms.project.launcher.paths import ROOT

SECONDS_PER_DOT: Final = 5
STOPS: Final = (signal.SIGINT, signal.SIGTERM)


class StepError(Exception):
    """A step cannot be done; the text is one line for the person at the terminal."""


def say(text: str, end: str = "\n") -> None:
    """Print at once, also where standard output is a pipe."""
    print(text, end=end, flush=True)


def stop_on_termination() -> None:
    """Let SIGTERM end a step the way Ctrl-C does, with its children."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)


def run_step(
    label: str,
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> None:
    """Run ``argv`` and print ``label``, a dot every five seconds and the seconds it took.

    ``env`` is added to the process's own environment. Raises StepError, after showing what the
    command printed, when it ends with a non-zero status or cannot be started.
    """
    say(f"{label} ", end="")
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        status = _run(argv, {**os.environ, **(env or {})}, cwd, output)
        say(f" {time.monotonic() - started:.0f} s")
        if status:
            output.seek(0)
            sys.stdout.write(output.read().decode(errors="replace"))
            command = " ".join(map(str, argv))
            raise StepError(f"{label} failed (status {status}): {command}")


def _run(argv: Sequence[str | Path], env: Mapping[str, str], cwd: Path, output: IO[bytes]) -> int:
    # Held back while the process starts: an interrupt in between would leave it running.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        process = _start(argv, env, cwd, output, before)
    except OSError as error:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        raise StepError(f"{argv[0]} cannot be started: {error.strerror}") from error
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return _wait(process)
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def _start(
    argv: Sequence[str | Path],
    env: Mapping[str, str],
    cwd: Path,
    output: IO[bytes],
    mask: set[int | signal.Signals],
) -> subprocess.Popen[bytes]:
    def listen_again() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    return subprocess.Popen(
        argv,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=listen_again,  # noqa: PLW1509  This process has one thread.
    )


def _wait(process: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            return process.wait(timeout=SECONDS_PER_DOT)
        except subprocess.TimeoutExpired:
            say(".", end="")
