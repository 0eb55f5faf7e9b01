"""``manage.py prepare``: everything between new code and a site that can start."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from cms.project.launcher.catalogues import compile_all
from cms.project.prepare_lock import prepare_lock


class Command(BaseCommand):
    """Compile the catalogues, migrate, set up locales, homes and roles; running again is harmless.

    One process for all of it: starting Django costs more than what is left to do the second time.
    """

    help = "Compile message catalogues, migrate, set up locales, home pages and roles."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer the demo content, which no production site wants."""
        parser.add_argument("--demo", action="store_true", help="load the demo content as well")

    def handle(self, *_args: Any, demo: bool, **_options: Any) -> None:
        """Run the parts in the order in which they need each other."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        compile_all()
        with prepare_lock():
            self._prepare(demo=demo)

    def _prepare(self, *, demo: bool) -> None:
        with self._timed("Migrations"):
            call_command("migrate", verbosity=0, interactive=False)
        with self._timed("Locales, home pages, roles"):
            call_command("setup")
        if demo:
            call_command("demo", stdout=self.stdout)

    @contextmanager
    def _timed(self, label: str) -> Iterator[None]:
        """Print ``label`` before and the seconds after: a first migration takes a while."""
        started = time.monotonic()
        self.stdout.write(f"{label} ", ending="")
        self.stdout.flush()
        yield
        self.stdout.write(f" {time.monotonic() - started:.0f} s")
