"""No text, however odd, keeps a process of the site busy for long."""

import json
import subprocess
import sys

import pytest

from cms.project.launcher.places import ROOT


@pytest.mark.parametrize("size", [20_000, pytest.param(50_000, marks=pytest.mark.chaos)])
def test_every_pattern_reads_anything_quickly(size: int) -> None:
    """The processor time of a child process is bounded, far above what a linear pattern needs."""
    script = [sys.executable, "-W", "ignore", "-m", "tests.patterns.slow_patterns", str(size)]
    answer = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(answer.stdout)
    assert told["count"] > 50
    assert told["slow"] == {}
