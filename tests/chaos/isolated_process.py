"""Work of several threads in a process of its own, on a copy of the tests' database.

Tests' SQLite is in memory, where writers do not wait for each other; the copy is a file, as a
site's is.
"""

import os
import subprocess
import sys
from pathlib import Path

from cms.project.launcher.paths import ROOT
from tests.chaos.database_copy import copied_database


def run_apart(module: str, folder: Path, *arguments: str) -> str:
    """Run ``module`` as a command on a copy; return what it printed. Raises AssertionError."""
    with copied_database(folder) as url:
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "cms.project.settings.test",
        }
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-20_000:]
    return done.stdout
