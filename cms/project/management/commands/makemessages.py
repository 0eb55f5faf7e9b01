"""``manage.py makemessages``: Django's own, writing the catalogues one way."""

from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages

from cms.project.launcher.catalogues import write_sorted


class Command(makemessages.Command):
    """Collect messages without guessing translations, and write each catalogue sorted.

    The order is that of the messages, without line numbers and wrapping, so a catalogue changes
    only where a message does.
    """

    help = makemessages.Command.help
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Merge the collected messages into the catalogue of ``locale``, then sort it."""
        super().write_po_file(potfile, locale)
        write_sorted(Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po")

    def handle(self, *args: Any, **options: Any) -> None:
        """Collect without locations and wrapping, whatever was asked for."""
        super().handle(*args, **{**options, "no_location": True, "no_wrap": True})
