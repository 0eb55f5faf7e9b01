"""Two transactions on PostgreSQL that meet at their row locks: forced, not hoped for."""

import functools
import re
import threading
import time
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.db import connection, transaction

from cms.core import content_version

Act = Callable[[], Any]
WRITTEN: Final = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)")
READ: Final = re.compile(r".* FROM \"(\w+)\".* FOR (?:NO KEY )?UPDATE", re.DOTALL)
PATIENCE_SECONDS: Final = 60
POLL_SECONDS: Final = 0.002


class Rows(NamedTuple):
    """The tables in which rows are locked: for oneself, and so that they stay to be referred to."""

    own: set[str]
    referred: set[str]

    def meet(self, other: "Rows") -> set[str]:
        """Return the tables in which one of the two can make the other wait."""
        return (self.own & (other.own | other.referred)) | (self.referred & other.own)


def _locked_by(sql: str) -> Rows:
    """Return where a statement locks; nobody else knows the row of a plain INSERT yet."""
    if read := READ.match(sql):
        return Rows({read[1]}, set())
    written = WRITTEN.match(sql)
    if written is None:
        return Rows(set(), set())
    table = {written[2]}
    if written[1] != "INSERT INTO":
        return Rows(table, set())
    return Rows(table if "ON CONFLICT" in sql else set(), _referred().get(written[2], set()))


@functools.cache
def _referred() -> dict[str, set[str]]:
    return {
        model._meta.db_table: {
            field.related_model._meta.db_table
            for field in model._meta.local_concrete_fields
            if field.related_model
        }
        for model in apps.get_models(include_auto_created=True)
    }


class Participant(threading.Thread):
    """Does something in a transaction of its own, and halts where it has locked in a table.

    The transaction is rolled back at its end, so that the next two meet over the same rows; until
    then it has done all that a commit does, the raise of the content version too.
    """

    def __init__(self, act: Act, table: str = "", *, commits: bool = False) -> None:
        super().__init__(daemon=True)
        self.act, self.table, self.commits = act, table, commits
        self.error: BaseException | None = None
        self.locked = Rows(set(), set())
        self.last = ""
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
        rows = _locked_by(sql)
        self.last = sql[:200] if any(rows) else self.last
        found = execute(sql, params, many, context)
        is_there = self.table in (rows.own | rows.referred) - self.locked.own
        self.locked.own.update(rows.own)
        self.locked.referred.update(rows.referred)
        if is_there and not self.halted.is_set():
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


def meet(first: Act, second: Act, table: str, *, commits: bool = False) -> list[Participant]:
    """Halt ``first`` where it has locked in ``table``, let ``second`` go on, then both."""
    one, two = Participant(first, table, commits=commits), Participant(second, commits=commits)
    one.start()
    one.halted.wait(PATIENCE_SECONDS)
    two.start()
    two.goes_as_far_as_it_can()
    one.go_on.set()
    for each in (one, two):
        each.join(PATIENCE_SECONDS)
    return [one, two]


def rows_of(act: Act) -> Rows:
    """Return where ``act`` locks rows when it is alone."""
    alone = Participant(act)
    alone.start()
    alone.join(PATIENCE_SECONDS)
    assert alone.error is None, alone.error
    return alone.locked


def failures(first: Act, second: Act, tables: set[str]) -> list[str]:
    """Return what went wrong wherever one of the two was halted, whichever began.

    ``tables`` are those in which they can meet.
    """
    orders = [(first, second), (second, first)]
    return [found for pair in orders for table in sorted(tables) for found in _at(*pair, table)]


def _at(first: Act, second: Act, table: str) -> list[str]:
    met = meet(first, second, table)
    return [f"{each.error!r} after {each.last}, halted at {table}" for each in met if each.error]
