"""Processor time and speed of each row: rounds in which the sides take turns."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cms.project.launcher.paths import ROOT
from tests.bench.rows import Request, Row, take
from tests.bench.server import Server

ROUNDS: Final = 5
WARM_UP_PASSES: Final = 12


@dataclass
class Measured:
    """One row of one side: processor milliseconds a request, by round; milliseconds of each."""

    cpu_ms: list[float] = field(default_factory=list)
    latencies_ms: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """The median round's processor time a request, in milliseconds."""
        return statistics.median(self.cpu_ms)

    @property
    def per_second(self) -> float:
        """Requests a second that one client gets, one after another."""
        return 1000 * len(self.latencies_ms) / sum(self.latencies_ms)


Results = dict[str, dict[str, Measured]]


def measure(rows: Sequence[Row], servers: dict[str, Server], rounds: int = ROUNDS) -> Results:
    """Return for each row and side (stock, ours, grown) what its workers used."""
    results: Results = {row.name: {} for row in rows}
    for _ in range(rounds):
        for row in rows:
            for side, requests in _turn(row).items():
                measured = results[row.name].setdefault(side, Measured())
                _add(measured, servers[side], requests)
    return results


def _turn(row: Row) -> dict[str, list[Request]]:
    """Return the requests of one round, by side."""
    sides = {"stock": row.stock, "ours": row.ours, "grown": row.grown}
    count = {"stock": row.counts[0], "ours": row.counts[1], "grown": row.counts[1]}
    return {
        side: take(requests, count[side])
        for side, requests in sides.items()
        if requests is not None
    }


def _add(measured: Measured, server: Server, requests: list[Request]) -> None:
    before = server.cpu_ms()
    latencies = send(server, requests)
    measured.cpu_ms.append((server.cpu_ms() - before) / len(requests))
    measured.latencies_ms += latencies


def send(server: Server, requests: list[Request]) -> list[float]:
    """Send ``requests`` from a process of its own; return the milliseconds of each.

    Raises RuntimeError when an answer is not the one expected.
    """
    client = subprocess.run(
        [sys.executable, "-m", "tests.bench.client", str(server.port)],
        cwd=ROOT,
        input="\n".join(map(json.dumps, requests)),
        capture_output=True,
        text=True,
        check=False,
    )
    if client.returncode:
        raise RuntimeError(client.stderr)
    return list(json.loads(client.stdout))


def warm_up(server: Server, requests: list[Request]) -> None:
    """Let every worker answer each request: connections are shared out between them by chance."""
    send(server, requests * WARM_UP_PASSES)
