"""Where the measured processes run: databases, addresses and secrets of one run."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg

from cms.project.launcher.paths import ROOT

PRODUCTION = "cms.project.settings.production"
STOCK = "tests.bench.stock.settings"


@dataclass(frozen=True)
class BenchSite:
    """One database with the servers on it; ``var`` is a folder for logs and files."""

    database: str
    var: Path
    cms_port: int
    frontend_port: int
    stock_port: int

    def environment(self, settings: str = PRODUCTION) -> dict[str, str]:
        """Return the variables of a production process without a proxy before it."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": self.database,
            "VAR_DIR": str(self.var),
            "SECRET_KEY": "measured-and-thrown-away-afterwards-1",
            "REVALIDATE_SECRET": "measured-and-thrown-away-afterwards-2",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_SSL_REDIRECT": "false",
            "CMS_PORT": str(self.cms_port),
            "CMS_URL": f"http://127.0.0.1:{self.cms_port}",
            "FRONTEND_PORT": str(self.frontend_port),
            "SITE_URL": f"http://127.0.0.1:{self.frontend_port}",
            "FRONTEND_URLS": f"http://127.0.0.1:{self.frontend_port}",
            "HOST": "127.0.0.1",
            "LOG_LEVEL": "WARNING",
        }

    def run(self, module: str, *arguments: str, text: str = "", settings: str = PRODUCTION) -> str:
        """Run one of this package's modules to its end; return what it printed.

        Raises RuntimeError with its errors when it fails.
        """
        done = subprocess.run(
            [sys.executable, "-m", f"tests.bench.{module}", *arguments],
            cwd=ROOT,
            env=self.environment(settings),
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout


class Editor:
    """The editor's process; see ``tests.bench.editor`` for the orders."""

    def __init__(self, orders: IO[str], answers: IO[str]) -> None:
        self._orders = orders
        self._answers = answers

    def ask(self, **order: Any) -> Any:
        """Give an order and return its answer."""
        self._orders.write(json.dumps(order) + "\n")
        self._orders.flush()
        return json.loads(self._answers.readline())


@contextmanager
def editor(site: BenchSite) -> Iterator[Editor]:
    """Run an editor on ``site`` until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.editor"],
        cwd=ROOT,
        env=site.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("The editor's pipes are not there.")
        yield Editor(process.stdin, process.stdout)
        process.stdin.close()


def copy_database(url: str, name: str) -> str:
    """Copy the database at ``url``, to which nobody is connected; return the copy's address."""
    server, _slash, original = url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    return f"{server}/{name}"
