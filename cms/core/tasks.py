"""Work of the kernel that nobody waits for."""

from cms.core import notify
from cms.jobs.api import Effect, job


@job("core.notify_frontends", effect=Effect.OUTSIDE)
def notify_frontends(*, content_version: int, job_key: str) -> None:
    """Tell every frontend the content version."""
    del content_version, job_key  # The version of now is told; telling it twice does no harm.
    notify.notify_frontends()
