"""Whether background work is being done, for ``/readyz``."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from cms.background.jobs.models import Heartbeat

FRESH: Final = timedelta(seconds=60)


def worker_is_alive() -> bool:
    """Return whether some worker has handled something in the last 60 seconds."""
    return Heartbeat.objects.filter(worked_at__gte=timezone.now() - FRESH).exists()
