"""Who is working: the group a supervisor started, and the process within it."""

import os
from typing import Final

GROUP_VARIABLE: Final = "JOBS_WORKER_GROUP"


def group() -> str:
    """Return the name of this process's worker group; "inline" outside one."""
    return os.environ.get(GROUP_VARIABLE, "inline")


def name() -> str:
    """Return ``<group>/<process id>``, as it stands in ``Job.claimed_by``."""
    return f"{group()}/{os.getpid()}"


def process_id(claimed_by: str) -> int:
    """Return the process id in a name made by ``name``."""
    return int(claimed_by.rpartition("/")[2])
