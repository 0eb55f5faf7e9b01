"""Takes over a snapshot of the register of schools."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from school_support.domain.register import Report, import_file
from school_support.rules.register_files import UnreadableFileError

STEP: Final = 100
SHOWN: Final = 20


class Command(BaseCommand):
    """``manage.py import_schools FILE``: CSV export or JSON of the register (RSPO)."""

    help = "Take over a snapshot of the register of schools; safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, and the region."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--voivodeship", default="", help="TERYT code, for example 30; others are left out"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, show how far it is, and report. Raises CommandError."""
        try:
            report = import_file(
                options["file"], voivodeship=options["voivodeship"], progress=self._progress
            )
        except (OSError, UnreadableFileError) as error:
            raise CommandError(f"Nothing was changed: {error}") from error
        self._say(report)

    def _progress(self, count: int) -> None:
        if count % STEP == 0:
            self.stderr.write(f"\r{count} rows read", ending="")
            self.stderr.flush()

    def _say(self, report: Report) -> None:
        self.stderr.write("\r", ending="")
        self.stdout.write(
            f"added {report.added}, changed {report.changed}, closed {report.closed}, "
            f"unchanged {report.unchanged}, of other regions {report.other_regions}"
        )
        if report.spared:
            self.stdout.write(
                f"{report.spared} schools are missing from the file, more than half of all: "
                "it looks like a part of the register, and they stay open."
            )
        for place, why in report.bad[:SHOWN]:
            self.stdout.write(f"row {place} skipped: {why}")
        if len(report.bad) > SHOWN:
            self.stdout.write(f"and {len(report.bad) - SHOWN} more rows")
