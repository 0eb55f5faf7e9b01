"""``manage.py anonymise_registrations [--dry-run]``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from events.domain import retention


class Command(BaseCommand):
    """Empties personal data that has been kept long enough; the worker does it every day."""

    help = "Empty the personal data of registrations that have been kept long enough."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--dry-run``."""
        parser.add_argument("--dry-run", action="store_true", help="Only count.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Anonymise, or count; names nobody."""
        if options["dry_run"]:
            self.stdout.write(f"{retention.due().count()} registrations would be anonymised.")
        else:
            self.stdout.write(f"{retention.anonymise_due()} registrations anonymised.")
