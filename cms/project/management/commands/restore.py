"""``manage.py restore FILE``: the site of an archive in the place of this one."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.project.backup.errors import BackupError
from cms.project.backup.interruption import StoppedError, stoppable
from cms.project.backup.restore import Restored, restore


class Command(BaseCommand):
    """Restores whole or not at all; what was erased or withdrawn since the copy stays so."""

    help = "Put the site of an archive in the place of this one. Stop web and worker first."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the archive, and the word that a site that is there may go."""
        parser.add_argument("file", help="an archive of manage.py backup, or - for standard input")
        parser.add_argument(
            "--replace", action="store_true", help="put aside the database that is there"
        )

    def handle(self, *_args: Any, file: str, replace: bool, **_options: Any) -> None:
        """Restore and say what was done."""
        try:
            with stoppable():
                done = _restore(file, replace=replace)
        except BackupError as error:
            raise CommandError(error.told()) from error
        except (OSError, StoppedError) as error:  # Of the archive itself: nothing has begun.
            raise CommandError(f"Nothing was changed. {error}") from error
        self._report(done)

    def _report(self, done: Restored) -> None:
        self.stdout.write(f"Restored as of {done.manifest.taken_at:%Y-%m-%d %H:%M} UTC.")
        self.stdout.write(f"Files put back: {done.files}.")
        self.stdout.write(f"Erasures and withdrawals done again: {done.replayed}.")
        self.stdout.write("Letters are held until somebody releases them on the dashboard.")
        if done.old:
            self.stdout.write(f"The database that was here is kept as {done.old}.")


def _restore(file: str, *, replace: bool) -> Restored:
    if file == "-":
        return restore(sys.stdin.buffer, replace=replace)
    with Path(file).open("rb") as source:
        return restore(source, replace=replace)
