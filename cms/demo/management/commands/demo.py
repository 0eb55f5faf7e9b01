"""``manage.py demo``: load the demo content; running it again changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.demo.accounts import log_ins
from cms.demo.loader import load


class Command(BaseCommand):
    """Loads the demo content and names the accounts to try it with."""

    help = "Load the demo content in four languages and an account for each role, once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load what is missing, then print the log-ins. Raises CommandError in production."""
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "The demo has an administrator whose password everybody knows: not in production."
            )
        if load(self.stdout.write):
            self.stdout.write("Demo content loaded.")
        self.stdout.write("Demo log-ins (name, password, role):")
        for line in log_ins():
            self.stdout.write(f"  {line}")
