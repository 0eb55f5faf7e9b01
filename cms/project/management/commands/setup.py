"""``manage.py setup``: locales, homes, roles and workflows; running it again changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.project.site_setup import run_setup
from cms.translation.review.domain import blocked_workflows
from cms.users.models import User


class Command(BaseCommand):
    """Sets up what every site needs before anybody writes."""

    help = "Create locales, home pages, roles with their rights, and workflows where missing."

    def handle(self, *_args: Any, verbosity: int, **_options: Any) -> None:
        """Run the set-up in one transaction, and say which reviews nobody could finish yet.

        A new site has no accounts, and so nothing to say: the dashboard tells it once it has some.
        """
        run_setup()
        told = verbosity and User.objects.filter(is_active=True).exists()
        for problem in blocked_workflows.blocked() if told else ():
            self.stderr.write(f"! {problem}")
