"""``manage.py openapi``: write the OpenAPI document to where it is checked in."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.core.api import openapi


class Command(BaseCommand):
    """Writes the document anew."""

    help = "Write the OpenAPI document that the frontend's types are made from."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Replace the file."""
        openapi.FILE.write_bytes(openapi.generate())
