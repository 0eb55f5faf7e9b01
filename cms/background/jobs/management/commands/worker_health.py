"""``manage.py worker_health``: whether the worker of this container or machine worked lately."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.background.jobs.health import FRESH
from cms.background.jobs.models import Heartbeat
from cms.background.jobs.worker_identity import GROUP_VARIABLE


def groups_here() -> Iterator[str]:
    """Yield the names of the worker groups whose processes this one can see (Linux)."""
    mark = f"{GROUP_VARIABLE}=".encode()
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            variables = environ.read_bytes().split(b"\0")
        except OSError:
            continue  # It ended while we looked, or is somebody else's.
        yield from (entry[len(mark) :].decode() for entry in variables if entry.startswith(mark))


class Command(BaseCommand):
    """Ends with status 1 unless a worker group of this machine showed life within 60 seconds.

    ``/readyz`` asks for any worker anywhere; a container's health check asks for its own.
    """

    help = "Checks that the worker of this machine has handled something lately."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Raise CommandError when no group of this machine has a fresh heartbeat."""
        since = timezone.now() - FRESH
        if not Heartbeat.objects.filter(
            group__in=set(groups_here()), worked_at__gte=since
        ).exists():
            raise CommandError("No worker of this machine has shown life.")
