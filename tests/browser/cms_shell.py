"""Python in the CMS of a running stack: its settings, its database, its jobs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.bench.site import Editor

from .stack import ROOT, Stack


def run_inside(stack: Stack, module: str, *arguments: str) -> Any:
    """Run a module of the tests with the stack's settings; return what it prints as JSON.

    Raises RuntimeError with its errors when it fails.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **settings_of(stack)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def settings_of(stack: Stack) -> dict[str, str]:
    """Return the environment that a process of this stack has."""
    return {
        "VAR_DIR": str(stack.var),
        "CMS_PORT": stack.cms.rpartition(":")[2],
        "FRONTEND_PORT": stack.site.rpartition(":")[2],
        "DATABASE_URL": f"sqlite:///{stack.var / 'db.sqlite3'}",
        "SITE_URL": stack.site,
        "CMS_URL": stack.cms,
        "FRONTEND_URLS": stack.site,
        "DJANGO_SETTINGS_MODULE": "cms.project.settings.development",
    }


@contextmanager
def editor_of(stack: Stack) -> Iterator[Editor]:
    """Run the benchmark's editor, who publishes at once when told, until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.editor"],
        cwd=ROOT,
        env={**os.environ, **settings_of(stack)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("The editor's pipes are not there.")
        yield Editor(process.stdin, process.stdout)
        process.stdin.close()
