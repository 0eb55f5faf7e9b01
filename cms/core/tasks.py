"""Jobs of the kernel."""

from django.core.management import call_command

from cms.background.jobs.api import Effect, periodic
from cms.core import previews


@periodic("core.publish_scheduled", seconds=30, effect=Effect.OUTSIDE)
def publish_scheduled(*, job_key: str) -> None:
    """Publish and expire what is due, pages and alerts."""
    del job_key
    call_command("publish_scheduled", verbosity=0)


@periodic("core.collect_previews", seconds=3600)
def collect_previews() -> None:
    """Delete drafts stored for previews that have expired."""
    previews.collect_garbage()
