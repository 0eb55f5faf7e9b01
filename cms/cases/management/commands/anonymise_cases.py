"""``manage.py anonymise_cases [--dry-run]``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.cases.domain import retention


class Command(BaseCommand):
    """Empties personal data of cases that has been kept long enough; the worker does it too."""

    help = "Empty the personal data of cases that have been closed for long enough."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--dry-run``."""
        parser.add_argument("--dry-run", action="store_true", help="Only count.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Delete, or count; names nobody."""
        found = retention.delete_due(dry_run=options["dry_run"])
        ends = "would be deleted" if options["dry_run"] else "deleted"
        self.stdout.write(f"Contact data of {found.contacts} cases {ends}.")
        self.stdout.write(f"Texts and files of {found.texts} cases {ends}.")
