"""``manage.py backup FILE``: database and files of the running site in one archive."""

import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from cms.project.backup import archive
from cms.project.backup.databases import the_database
from cms.project.backup.errors import BackupError
from cms.project.backup.interruption import StoppedError, stoppable


class Command(BaseCommand):
    """Copies the running site. The archive holds personal data: keep it like the database."""

    help = "Write the database and all uploaded files into one archive."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add where the archive goes."""
        parser.add_argument("file", help="a new file, or - for standard output")

    def handle(self, *_args: Any, file: str, **_options: Any) -> None:
        """Write the archive; a file appears only when it is whole."""
        to_file = file != "-"
        try:
            with stoppable():
                count = self._write_file(Path(file)) if to_file else self._write(sys.stdout.buffer)
        except (BackupError, StoppedError) as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"Database and {count} files copied.")

    def _write_file(self, path: Path) -> int:
        if path.exists():
            raise BackupError(f"{path} exists already.")
        draft = path.with_name(f"{path.name}.part")
        draft.touch(mode=0o600)
        try:
            with draft.open("wb") as target:
                count = self._write(target)
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
        return count

    def _write(self, target: IO[bytes]) -> int:
        taken_at = timezone.now()
        with tempfile.TemporaryDirectory(prefix="backup-") as folder:
            database = Path(folder) / archive.DATABASE
            the_database().dump(database)
            return archive.write(target, database, connection.vendor, taken_at, default_storage)
