"""The Dockerfile follows what hadolint knows about good ones."""

import subprocess
import sys
from pathlib import Path

from cms.project.launcher.paths import ROOT


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    found = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, check=False)
    assert (found.returncode, found.stdout) == (0, b"")
