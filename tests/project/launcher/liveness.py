"""Tell a process that runs from one that only waits to be collected."""

from pathlib import Path


def is_running(pid: int) -> bool:
    """Say whether ``pid`` runs; one that ended and waits to be collected does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
