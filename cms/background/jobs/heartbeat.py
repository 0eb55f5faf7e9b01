"""Signs of life of a worker group: written by its processes, read by supervisor and /readyz."""

import logging
import time
from typing import Final

from django.db import DatabaseError
from django.utils import timezone

from cms.background.jobs.models import Heartbeat

from . import worker_identity

logger = logging.getLogger(__name__)

SECONDS_BETWEEN: Final = 1.0
_written: dict[str, float] = {}


def canary() -> None:
    """Show that a message reached a worker; the work of the canary message."""
    worked()


def worked() -> None:
    """Note that a worker of this group has handled something, at most once a second."""
    _note("worked_at")


def acknowledged() -> None:
    """Note that this group's monitor has told the queue of something done."""
    _note("acknowledged_at")


def _note(field: str) -> None:
    if time.monotonic() - _written.get(field, -SECONDS_BETWEEN) < SECONDS_BETWEEN:
        return
    beat = Heartbeat(group=worker_identity.group(), **{field: timezone.now()})
    try:
        Heartbeat.objects.bulk_create(
            [beat], update_conflicts=True, unique_fields=["group"], update_fields=[field]
        )
    except DatabaseError:
        logger.warning("A heartbeat could not be written", exc_info=True)
    else:
        _written[field] = time.monotonic()
