"""``manage.py openapi``: write the OpenAPI document to where it is checked in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.delivery.api import openapi


class Command(BaseCommand):
    """Writes the document anew, or tells whether it has to be."""

    help = "Write the OpenAPI document that the frontend's types are made from."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--check``: change nothing, and fail when the file is not what it should be."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        """Replace the file."""
        document = openapi.generate()
        if not check:
            openapi.FILE.write_bytes(document)
        elif openapi.FILE.read_bytes() != document:
            raise CommandError("The API document is not what the code says.")
