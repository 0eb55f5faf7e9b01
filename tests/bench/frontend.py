"""The frontend's own comparison: a page from its memory against Astro's router."""

import json
import os
import subprocess
from typing import Final

from cms.project.launcher.packages import node_environment
from cms.project.launcher.paths import FRONTEND, VENV
from tests.bench.report import Line

TIMES_ROUTER: Final = 8


def lines() -> list[Line]:
    """Run ``npm run bench`` and return the table's lines."""
    node = VENV / "bin"
    done = subprocess.run(
        [node / "npm", "run", "--silent", "bench"],
        cwd=FRONTEND,
        env={**os.environ, **node_environment(node)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    router, cached = found["router"], found["cached"]
    times = found["ratios"]["requestsPerSecond"]
    return [
        Line(
            "frontend's cached page: requests/s (router, ours)",
            f"{router['requestsPerSecond']:.0f}",
            f"{cached['requestsPerSecond']:.0f}",
            f"{times} ×",
            f"≥ {TIMES_ROUTER} ×",
            times >= TIMES_ROUTER,
        ),
        Line(
            "frontend's cached page: ms CPU (router, ours)",
            f"{router['cpuMsPerRequest']:.3f}",
            f"{cached['cpuMsPerRequest']:.3f}",
            f"1/{found['ratios']['cpu']}",
        ),
    ]
