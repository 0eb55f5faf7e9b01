"""Watch a handful of processes: all of them run, or none."""

import math
import signal
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Final

from cms.project.launcher.process import (
    SiteProcess,
    adopt_orphans,
    kill_descendants,
    start_in_own_group,
)
from cms.project.launcher.steps import say
from cms.project.launcher.waiting import Waiting

# With what follows, a stop takes less than five seconds; unfinished jobs are run again.
GRACE_SECONDS: Final = 3
READY_SECONDS: Final = 180
POLL_SECONDS: Final = 0.2
# make passes SIGTERM on: a signal to the whole group arrives twice, and means one stop.
REPEAT_SECONDS: Final = 0.5
STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ProcessDiedError(Exception):
    """A process ended by itself, or never became ready; the text says which, with its log's end."""


class Supervisor:
    """Starts, watches and ends processes. A stop signal ends them, another one later kills."""

    def __init__(self) -> None:
        self.stopping = False
        self._asked_at = math.inf
        self._hurry = False
        self._processes: list[SiteProcess] = []
        adopt_orphans()
        for number in STOP_SIGNALS:
            if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
                continue  # nohup: the terminal may go.
            signal.signal(number, self._on_signal)

    def add(self, process: SiteProcess) -> None:
        """Take ``process`` under watch."""
        self._processes.append(process)

    def run(self, argv: Sequence[str | Path], env: Mapping[str, str]) -> int:
        """Run ``argv`` to its end and return its status; a stop signal ends it early."""
        process = start_in_own_group(argv, env)
        while process.poll() is None:
            if self.stopping:
                process.terminate()
            time.sleep(POLL_SECONDS / 4)
        return process.returncode

    def wait_until_ready(self, urls: Iterable[str]) -> None:
        """Return when every one of ``urls`` has answered 200, or a stop was asked for.

        Raises ProcessDiedError when a process ends first or READY_SECONDS pass.
        """
        waiting = Waiting(urls)
        try:
            while not self.stopping and not waiting.is_ready:
                self._check()
                waiting.report()
                if waiting.seconds > READY_SECONDS:
                    logs = ", ".join(str(process.log) for process in self._processes)
                    raise ProcessDiedError(f"Not ready: {waiting}; see {logs}")
                time.sleep(POLL_SECONDS)
        finally:
            waiting.end()

    def watch(self) -> None:
        """Return when a stop was asked for; raise ProcessDiedError when a process ends first."""
        while not self.stopping:
            self._check()
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """End all processes: SIGTERM, after the grace SIGKILL, and whatever they left behind."""
        self.stopping = True
        for process in self._processes:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        while self._running() and time.monotonic() < deadline and not self._hurry:
            time.sleep(POLL_SECONDS / 4)
        for process in self._running():
            say(f"{process.name} did not end in time and is killed.")
        for process in self._processes:
            process.kill()
        kill_descendants()

    def _running(self) -> list[SiteProcess]:
        return [process for process in self._processes if process.status is None]

    def _check(self) -> None:
        for process in self._processes:
            process.tend()
            if process.status is not None and process.must_run:
                raise ProcessDiedError(
                    f"{process.name} ended by itself (status {process.status}). "
                    f"The end of {process.log}:\n{process.last_lines()}"
                )

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        # Only flags: a handler that waits for a process could wait for a lock it interrupted.
        now = time.monotonic()
        self._hurry = now - self._asked_at > REPEAT_SECONDS
        self._asked_at = min(now, self._asked_at)
        self.stopping = True
