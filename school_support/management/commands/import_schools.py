"""Takes over a snapshot of the register of schools."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from school_support.domain.school_register import Report, close, import_file
from school_support.models import School
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
        parser.add_argument(
            "--close-missing",
            action="store_true",
            help="Close the schools that the file lacks, however many, without asking.",
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
        if report.missing:
            self._ask(report.missing, is_sure=options["close_missing"])

    def _ask(self, missing: list[School], *, is_sure: bool) -> None:
        """Show which schools the file lacks, and close them if somebody says so."""
        for school in missing:
            self.stdout.write(f"missing: {school.rspo} {school.name}, {school.town}")
        if not is_sure and sys.stdin.isatty():
            is_sure = input(f"Close these {len(missing)} schools? [y/N] ").strip().lower() == "y"
        if is_sure:
            self.stdout.write(f"closed {close(missing)}")
        else:
            self.stdout.write("They stay open. To close them: --close-missing")

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
        if report.missing:
            self.stdout.write(f"{len(report.missing)} schools are missing from the file.")
        for place, why in report.bad[:SHOWN]:
            self.stdout.write(f"row {place} skipped: {why}")
        if len(report.bad) > SHOWN:
            self.stdout.write(f"and {len(report.bad) - SHOWN} more rows")
