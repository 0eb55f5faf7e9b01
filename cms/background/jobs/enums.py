"""States of a job with the moves between them, and kinds of effect."""

from enum import Enum
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Effect(Enum):
    """Where a handler's effect happens, hence what makes running it twice safe."""

    DATABASE = "database"  # One transaction holds the effect and the mark "done".
    OUTSIDE = "outside"  # Mail, HTTP, files: claim → call → done, the same job_key on repeat.


class Status(TextChoices):
    """State of a job, as it stands in the database."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    DEAD = "dead", _("failed for good")
    SUPERSEDED = "superseded", _("replaced by a newer one")


PENDING: Final = frozenset({Status.QUEUED, Status.RUNNING})
FINISHED: Final = frozenset({Status.DONE, Status.SUPERSEDED})

# Which state may follow which; states.py is the only module that moves a job.
MOVES: Final = {
    Status.QUEUED: frozenset({Status.RUNNING}),
    Status.RUNNING: frozenset(
        {Status.RUNNING, Status.DONE, Status.QUEUED, Status.DEAD, Status.SUPERSEDED}
    ),
    Status.DEAD: frozenset({Status.QUEUED, Status.SUPERSEDED}),
    Status.DONE: frozenset(),
    Status.SUPERSEDED: frozenset(),
}
