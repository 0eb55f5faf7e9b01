"""The process at the head of a worker group: the queue's cluster, tied to our supervisor's life."""

import os
from typing import Final

from django.core.management import call_command
from django_q.signals import post_execute

from . import heartbeat, processes

SUPERVISOR_VARIABLE: Final = "JOBS_SUPERVISOR_PID"


def run() -> None:
    """Run the cluster until SIGTERM; all of it ends when the supervisor does, however it ends."""
    processes.die_with_parent(int(os.environ[SUPERVISOR_VARIABLE]))
    # Sent by the cluster's monitor after it has told the queue that a message is dealt with.
    post_execute.connect(_acknowledged)
    call_command("qcluster")


def _acknowledged(**_kwargs: object) -> None:
    heartbeat.acknowledged()
