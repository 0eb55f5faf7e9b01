"""From a publication's commit to the new text in the API and on the page, and never back."""

import re
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Final, NamedTuple

from tests.bench.site import Editor

WAKING: Final = 2  # Publications before those that are measured.
PUBLICATIONS: Final = 40
READS_AFTER: Final = 50
POLL_SECONDS: Final = 0.01
PATIENCE_SECONDS: Final = 60
# What a process may remember of the content version; see cms.core.content_version.
BOUND_SECONDS: Final = 0.1
MARK: Final = re.compile(rb"Odczyt numer (\d+)\.")


class Read(NamedTuple):
    """One read: when it began and ended (CLOCK_MONOTONIC, seconds), which text it showed."""

    started: float
    ended: float
    number: int


class Watcher(threading.Thread):
    """Reads one address every 10 ms, over a new connection each, so that any worker may answer."""

    def __init__(self, port: int, path: str) -> None:
        super().__init__(daemon=True)
        self.reads: list[Read] = []
        self.failures: list[str] = []
        self._address = ("127.0.0.1", port)
        self._path = path
        self._stopped = threading.Event()

    def run(self) -> None:
        """Read until stopped."""
        while not self._stopped.wait(POLL_SECONDS):
            try:
                self.reads.append(self._read())
            except OSError as error:
                self.failures.append(str(error))

    def stop(self) -> None:
        """End after the read that is under way."""
        self._stopped.set()
        self.join()

    def _read(self) -> Read:
        connection = HTTPConnection(*self._address, timeout=PATIENCE_SECONDS)
        started = time.monotonic()
        connection.request("GET", self._path)
        answer = connection.getresponse()
        body = answer.read()
        ended = time.monotonic()
        connection.close()
        if answer.status != 200:
            self.failures.append(f"{answer.status} {body[:200]!r}")
        found = MARK.search(body)
        return Read(started, ended, int(found.group(1)) if found else 0)


@dataclass
class Visibility:
    """How soon publications were seen in one place, and how often an old text came back."""

    delays_ms: list[float] = field(default_factory=list)
    old_after_new: int = 0
    older_than_bound: int = 0
    failures: int = 0

    @property
    def p50(self) -> float:
        """The median delay in milliseconds."""
        return statistics.median(self.delays_ms)

    @property
    def p99(self) -> float:
        """The 99th percentile in milliseconds; of fewer than 100 publications, the slowest."""
        return sorted(self.delays_ms)[int(0.99 * len(self.delays_ms))]


def watch_publications(
    editor: Editor, page_id: int, watchers: dict[str, Watcher], publications: int = PUBLICATIONS
) -> dict[str, Visibility]:
    """Publish again and again; return what each watcher saw. Raises TimeoutError."""
    for watcher in watchers.values():
        watcher.start()
    commits = []
    for number in range(1, WAKING + publications + 1):
        commits.append(editor.ask(publish=page_id, lead=f"Odczyt numer {number}."))
        for name, watcher in watchers.items():
            _wait_for(name, watcher, number)
    for watcher in watchers.values():
        watcher.stop()
    return {name: judge(watcher, commits, WAKING) for name, watcher in watchers.items()}


def _wait_for(name: str, watcher: Watcher, number: int) -> None:
    """Return after 50 more reads than were needed to see the text."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    reads = watcher.reads
    while len(reads) <= READS_AFTER or reads[-READS_AFTER - 1].number < number:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{name}: publication {number} is not seen; {watcher.failures[:3]}")
        time.sleep(POLL_SECONDS)


def judge(watcher: Watcher, commits: Sequence[float], skipped: int = 0) -> Visibility:
    """Return what the reads say about publications committed at these moments, but the first."""
    found = Visibility(failures=len(watcher.failures))
    for number, committed in list(enumerate(commits, start=1))[skipped:]:
        seen = min(read.ended for read in watcher.reads if read.number >= number)
        old = [read.started for read in watcher.reads if read.number < number]
        found.delays_ms.append(max(0.0, seen - committed) * 1000)
        found.old_after_new += sum(started > seen for started in old)
        found.older_than_bound += sum(started > committed + BOUND_SECONDS for started in old)
    return found
