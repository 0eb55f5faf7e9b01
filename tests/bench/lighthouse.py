"""Lighthouse's four scores of the demo's pages, loaded as a cheap phone loads them."""

import contextlib
import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cms.project.launcher.packages import node_environment
from cms.project.launcher.paths import LIGHTHOUSE, VENV
from tests.bench.report import Line
from tests.browser.stack import running_stack
from tests.browser.template_pages import CHAPTER, POINT, STORY

RUNS: Final = 5
SPARE: Final = 3
SECONDS_A_RUN: Final = 120
PAGES: Final = {
    "home": "/uk/",
    "chapter": CHAPTER,
    "story": STORY,
    "point": POINT,
    "directory": "/uk/points/",
}
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome")


def lines(var: Path) -> list[Line]:
    """Start the product with its demo and return a line a page: medians of RUNS runs."""
    var.mkdir()
    with running_stack(var) as stack:
        return [_line(name, f"{stack.site}{path}") for name, path in PAGES.items()]


def _line(name: str, url: str) -> Line:
    scores = _several(url)
    medians = [int(statistics.median(column)) for column in zip(*scores, strict=True)]
    return Line(
        f"Lighthouse, mobile: {name} (median of {len(scores)})",
        ours="/".join(map(str, medians)),
        target="100 ×4",
        met=set(medians) == {100} and len(scores) == RUNS,
    )


def _several(url: str) -> list[list[int]]:
    """Return the scores of RUNS visits; a browser that fails to start is tried again.

    Fewer when it keeps failing: one bad browser must not cost everything measured before.
    """
    scores: list[list[int]] = []
    for _ in range(RUNS + SPARE):
        if len(scores) < RUNS:
            with contextlib.suppress(subprocess.SubprocessError):
                scores.append(list(_scores(url)))
    return scores


def _scores(url: str) -> Iterator[int]:
    """Yield the four scores of one visit, 0–100."""
    report = json.loads(_run(url))
    for name in CATEGORIES:
        yield round(100 * report["categories"][name]["score"])


def _run(url: str) -> str:
    node = VENV / "bin"
    chromium = next(found for name in CHROMIUM if (found := shutil.which(name)))
    return subprocess.run(
        [
            LIGHTHOUSE / "node_modules" / ".bin" / "lighthouse",
            url,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage",
        ],
        env={**os.environ, **node_environment(node), "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=True,
        timeout=SECONDS_A_RUN,
    ).stdout
