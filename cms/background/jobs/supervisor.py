"""Keep background work going: watch the worker group from outside and drive what it cannot.

A cluster may look healthy and do nothing: when an idle worker or the monitor is killed, the lock
it held is never released. So only messages that came through count as life.
"""

import logging
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType
from typing import Final

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from cms.background.jobs.enums import Status
from cms.background.jobs.models import Heartbeat, Job
from cms.background.jobs.stall_timeout import Allowance
from cms.background.jobs.worker_group import START_SECONDS, WorkerGroup

from . import queue, states, sweeper

logger = logging.getLogger(__name__)

TICK_SECONDS: Final = 1.0
INCOMPLETE_SECONDS: Final = 5
GRACE_SECONDS: Final = 8  # Containers give longer; `make up` kills after three.
# Pauses before the 1st, 2nd … restart of a group that ends right after its start.
PAUSES: Final = (0, 1, 2, 5, 15, 30)
SHORT_LIFE_SECONDS: Final = 10


class Supervisor:
    """Runs one worker group until SIGTERM or SIGINT and replaces it when it shows no life."""

    def __init__(self, stale_seconds: float) -> None:
        self._allowance = Allowance(stale_seconds)
        self._canary_sent = 0.0
        self._short_lives = 0
        self._stopping = False
        self._group = WorkerGroup()

    def run(self) -> None:
        """Return after a stop signal, when the group has ended."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        logger.info("Worker group %s starts", self._group.name)
        try:
            while not self._stopping:
                self._tick()
                self._sleep(TICK_SECONDS)
        finally:
            self._group.stop(GRACE_SECONDS)
            self._guarded(self._give_back)
            logger.info("Worker group %s has ended", self._group.name)

    @property
    def _stale(self) -> timedelta:
        return timedelta(seconds=self._allowance.seconds)

    def _tick(self) -> None:
        if self._group.has_ended:
            self._replace("its main process ended")
        elif self._group.incomplete_for() > INCOMPLETE_SECONDS:
            self._replace("a process is missing and is not replaced")
        for work in (
            lambda: sweeper.release_lost(self._group.name),
            sweeper.enqueue_periodic,
            sweeper.sweep,
            self._watch,
        ):
            self._guarded(work)

    def _watch(self) -> None:
        beat = Heartbeat.objects.filter(group=self._group.name).first()
        now = timezone.now()
        if beat is None or beat.worked_at is None:
            if self._group.age > max(START_SECONDS, self._stale.total_seconds()):
                self._replace_silent("it never showed life")
            elif self._group.age > 1:
                self._send_canary(TICK_SECONDS)
            return
        # A group born later than the last acknowledgement has none yet.
        acknowledged = beat.acknowledged_at or now - timedelta(seconds=self._group.age)
        if beat.worked_at - acknowledged > self._stale:
            self._replace_silent("its monitor acknowledges nothing")
        elif now - beat.worked_at > self._stale and not self._is_busy(now):
            self._replace_silent("its workers do nothing")
        else:
            self._allowance.group_lives(self._group.age)
            self._prompt(now - min(beat.worked_at, acknowledged))

    def _prompt(self, silence: timedelta) -> None:
        """Send a canary when nothing has been heard for a while, more often when it gets late."""
        pause = TICK_SECONDS if silence > self._stale / 2 else self._stale.total_seconds() / 4
        if silence > self._stale / 4:
            self._send_canary(pause)

    def _send_canary(self, pause: float) -> None:
        if time.monotonic() - self._canary_sent >= pause:
            queue.send_canary()
            self._canary_sent = time.monotonic()

    def _is_busy(self, now: datetime) -> bool:
        """Return whether every worker is inside a job that has not yet used up its time."""
        claimed = Job.objects.filter(
            status=Status.RUNNING,
            claimed_by__startswith=f"{self._group.name}/",
            claimed_at__gt=now - timedelta(seconds=settings.Q_CLUSTER["timeout"] + 5),
        )
        return bool(claimed.count() >= settings.Q_CLUSTER["workers"])

    def _replace_silent(self, reason: str) -> None:
        self._allowance.group_was_silent()
        self._replace(reason)

    def _replace(self, reason: str) -> None:
        logger.error("Worker group %s is replaced: %s", self._group.name, reason)
        self._group.kill()
        self._guarded(self._give_back)
        self._short_lives = self._short_lives + 1 if self._group.age < SHORT_LIFE_SECONDS else 0
        self._sleep(PAUSES[min(self._short_lives, len(PAUSES) - 1)])
        if not self._stopping:
            self._group = WorkerGroup()
            logger.info("Worker group %s starts", self._group.name)

    def _give_back(self) -> None:
        """Let others have what a group that is gone had taken."""
        states.release(Job.objects.filter(claimed_by__startswith=f"{self._group.name}/"))
        queue.release_messages()
        Heartbeat.objects.filter(group=self._group.name).delete()

    def _guarded(self, work: Callable[[], object]) -> None:
        """Do ``work``; a database that is away for a while must not end the supervisor."""
        try:
            close_old_connections()
            work()
        except Exception:
            logger.exception("The supervisor could not do its work")
            connection.close()

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
