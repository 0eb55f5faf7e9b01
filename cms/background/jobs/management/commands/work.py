"""``manage.py work``: run background work until SIGTERM."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cms.background.jobs import cluster, runner
from cms.background.jobs.supervisor import Supervisor


class Command(BaseCommand):
    """Supervise a worker group, or run what is due once."""

    help = "Runs background jobs: a worker group and the supervisor that keeps it alive."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the two other ways to work."""
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument(
            "--once", action="store_true", help="run what is due in this process, then end"
        )
        ways.add_argument(
            "--cluster", action="store_true", help="be the worker group (for the supervisor)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work as asked; without an option until SIGTERM or SIGINT."""
        if options["once"]:
            self.stdout.write(f"{runner.run_due()} jobs")
        elif options["cluster"]:
            cluster.run()
        else:
            self.check(
                databases=["default"]
            )  # Refuses to lose work: see cms.background.jobs.checks.
            Supervisor(settings.WORKER_STALE_SECONDS).run()
