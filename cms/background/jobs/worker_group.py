"""One worker group: a process group of its own, started, asked to end and killed as a whole."""

import os
import signal
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from typing import Final

from django.conf import settings

from cms.background.jobs.cluster import SUPERVISOR_VARIABLE
from cms.background.jobs.worker_identity import GROUP_VARIABLE

from . import processes

# The supervisor has run the system checks.
COMMAND: Final = (sys.executable, "-m", "django", "work", "--cluster", "--skip-checks")
START_SECONDS: Final = 30  # From the start of a group to its first sign of life, at most.
# The cluster's main process, its sentinel, monitor and pusher; besides them the workers.
BESIDES_WORKERS: Final = 4


class WorkerGroup:
    """A running cluster under a name of its own, which its claims and heartbeat carry."""

    def __init__(self) -> None:
        self.name = uuid.uuid4().hex
        self.started = time.monotonic()
        self._complete_at = self.started + START_SECONDS
        environment = {
            **os.environ,
            GROUP_VARIABLE: self.name,
            SUPERVISOR_VARIABLE: str(os.getpid()),
        }
        self._leader = subprocess.Popen(
            COMMAND,
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is the supervisor's business.
        )

    @property
    def age(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    @property
    def has_ended(self) -> bool:
        """Whether the main process is gone."""
        return self._leader.poll() is not None

    def incomplete_for(self) -> float:
        """Return for how many seconds a process of the group has been missing; call it often.

        Below zero while the group may still be starting. The cluster replaces a process that
        ended, unless it hangs on a lock that one held.
        """
        now, count = time.monotonic(), processes.count_family(self._leader.pid)
        if count is None:  # Not to be known here: take it for complete.
            self._complete_at = max(self._complete_at, now)
        elif count >= settings.Q_CLUSTER["workers"] + BESIDES_WORKERS:
            self._complete_at = now
        return now - self._complete_at

    def stop(self, grace: float) -> None:
        """Ask the main process to end, then kill what is left after ``grace`` seconds."""
        if not self.has_ended:
            self._leader.terminate()  # Only it: a signal to the whole group hangs the cluster.
            with suppress(subprocess.TimeoutExpired):
                self._leader.wait(grace)
        self.kill()

    def kill(self) -> None:
        """Kill every process of the group."""
        with suppress(ProcessLookupError):
            os.killpg(self._leader.pid, signal.SIGKILL)
        self._leader.wait()
