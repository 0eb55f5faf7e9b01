"""``python -m tests.bench``: measure, print the table, write ``var/bench.json``.

Ends with status 0 also when a target is missed: the table says so.
"""

import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from cms.project.launcher.paths import ROOT
from cms.project.launcher.steps import say, stop_on_termination
from tests.bench.report import Line, as_json, render
from tests.bench.server import free_port
from tests.bench.site import BenchSite, copy_database
from tests.postgres import temporary_postgres

from . import activities, cases, frontend, lighthouse, publication_latency, speed

PER_LOCALE: Final = 500
GROWN_PER_LOCALE: Final = 2000
RESULT: Final = ROOT / "var" / "bench.json"
LOGS: Final = ROOT / "var" / "bench"  # What the servers said, in case one of them fails.


@contextmanager
def step(label: str) -> Iterator[None]:
    """Print what is being done, and how long it took."""
    say(f"{label} … ", end="")
    started = time.monotonic()
    yield
    say(f"{time.monotonic() - started:.0f} s")


def measure(folder: Path) -> list[Line]:
    """Return every line of the table."""
    with temporary_postgres(shared_buffers="256MB") as database:
        site = _site(database, folder / "site")
        with step(f"Content: {PER_LOCALE} pages in each language"):
            site.run("load", str(PER_LOCALE))
        grown = _site(copy_database(database, "grown"), folder / "grown")
        with step(f"Content: {GROWN_PER_LOCALE} pages in each language"):
            grown.run("load", str(GROWN_PER_LOCALE))
        with ExitStack() as servers:
            with step("Servers"):
                bench = servers.enter_context(speed.running(site, grown))
            with step("Speed"):
                lines = bench.lines()
        with step("From publication to reader"):
            lines += publication_latency.lines(site)
        with step("A year of activities"):
            lines += activities.lines(site)
        with step("An inbox of 20,000 cases"):
            lines += cases.lines(site)
    with step("Frontend"):
        lines += frontend.lines()
    with step("Pages as a phone loads them"):
        return [*lines, *lighthouse.lines(folder / "lighthouse")]


def _site(database: str, var: Path) -> BenchSite:
    var.mkdir()
    return BenchSite(database, var, free_port(), free_port(), free_port())


def main() -> int:
    """Run everything and print the table."""
    stop_on_termination()
    started = time.monotonic()
    shutil.rmtree(LOGS, ignore_errors=True)
    LOGS.mkdir(parents=True)
    lines = measure(LOGS)
    say(f"\n{render(lines)}")
    missed = sum(line.met is False for line in lines)
    say(
        f"\n{missed} targets missed; {time.monotonic() - started:.0f} s; {RESULT.relative_to(ROOT)}"
    )
    RESULT.write_text(json.dumps(as_json(lines), indent=1, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
