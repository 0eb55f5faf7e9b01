"""Two transactions on PostgreSQL that meet at their row locks: forced, not hoped for."""

import re
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from django.db import connection, transaction

from cms.core import content_version

Act = Callable[[], Any]
# What locks a row that others may want; a plain INSERT locks a row that nobody knows yet.
LOCKING: Final = re.compile(
    r"(?=\s*(?:UPDATE|DELETE)\b|.*\bFOR (?:NO KEY )?UPDATE\b|.*ON CONFLICT).*?"
    r'(?:UPDATE|FROM|INTO) "?(?P<table>\w+)',
    re.DOTALL,
)
PATIENCE_SECONDS: Final = 60
POLL_SECONDS: Final = 0.002


class Participant(threading.Thread):
    """Does something in a transaction of its own, and stops where it locks in an n-th table.

    The transaction is rolled back at its end, so that the next two meet over the same rows; until
    then it has done all that a commit does, the raise of the content version too.
    """

    def __init__(self, act: Act, stop: int = 0, *, commits: bool = False) -> None:
        super().__init__(daemon=True)
        self.act, self.stop, self.commits = act, stop, commits
        self.error: BaseException | None = None
        self.locking: list[str] = []
        self.tables: set[str] = set()
        self.pid = 0
        self.connected, self.halted, self.go_on = (threading.Event() for _ in range(3))

    def run(self) -> None:
        """Do it; what is raised is kept in ``error``."""
        try:
            connection.ensure_connection()
            self.pid = connection.connection.info.backend_pid
            self.connected.set()
            with connection.execute_wrapper(self._step):
                self._act()
        except BaseException as error:  # noqa: BLE001  The test judges it.
            self.error = error
        finally:
            connection.close()
            self.connected.set()
            self.halted.set()

    def _act(self) -> None:
        if self.commits:
            self.act()
            return
        with transaction.atomic():
            self.act()
            content_version.read()
            transaction.set_rollback(True)

    def _step(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        locking = LOCKING.match(sql)
        if locking and locking["table"] not in self.tables:
            self.tables.add(locking["table"])
            self.locking.append(sql)
            if len(self.locking) == self.stop:
                self.halted.set()
                self.go_on.wait(PATIENCE_SECONDS)
        return found

    def goes_as_far_as_it_can(self) -> bool:
        """Wait until it has ended or waits for a lock; tell whether it has ended."""
        self.connected.wait(PATIENCE_SECONDS)
        until = time.monotonic() + PATIENCE_SECONDS
        while self.is_alive() and not self._is_blocked() and time.monotonic() < until:
            self.join(POLL_SECONDS)
        return not self.is_alive()

    def _is_blocked(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self.pid])
            return bool(cursor.fetchone()[0])


def meet(first: Act, second: Act, stop: int, *, commits: bool = False) -> list[Participant]:
    """Halt ``first`` after it has locked in n tables, let ``second`` go on, then both."""
    one, two = Participant(first, stop, commits=commits), Participant(second, commits=commits)
    one.start()
    one.halted.wait(PATIENCE_SECONDS)
    two.start()
    two.goes_as_far_as_it_can()
    one.go_on.set()
    for each in (one, two):
        each.join(PATIENCE_SECONDS)
    return [one, two]


def failures(first: Act, second: Act) -> list[str]:
    """Return what went wrong at any stop, whichever of the two began."""
    return [found for pair in ((first, second), (second, first)) for found in _failures(*pair)]


def _failures(first: Act, second: Act) -> list[str]:
    found, stop = [], 0
    while True:
        stop += 1
        one, two = meet(first, second, stop)
        found += [_described(one, stop, each) for each in (one, two) if each.error]
        if len(one.locking) < stop or one.error:
            return found


def _described(halted: Participant, stop: int, failed: Participant) -> str:
    at = halted.locking[stop - 1] if len(halted.locking) >= stop else "its end"
    last = failed.locking[-1] if failed.locking else ""
    return f"{failed.act.__name__}: {failed.error!r}\nafter {last[:200]}\nhalted after {at[:200]}"
