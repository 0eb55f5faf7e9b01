"""No text, however odd, keeps a process of the site busy for long."""

import json
import subprocess
import sys

from cms.project.launcher.paths import ROOT


def test_every_pattern_reads_fifty_kilobytes_of_anything_quickly() -> None:
    """The processor time of a child process is bounded, far above what a linear pattern needs."""
    script = [sys.executable, "-W", "ignore", "-m", "tests.patterns.slow_patterns"]
    answer = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(answer.stdout)
    assert told["count"] > 50
    assert told["slow"] == {}
