"""The link check, every night and when somebody asks for it."""

from cms.background.jobs.api import Effect, job, periodic

from .domain import link_check

DAY: int = 24 * 60 * 60


@periodic("editorial.check_links", seconds=DAY)
def check_links() -> None:
    """Enqueue the check of every page."""
    link_check.start_check()


@job(link_check.CHECK_NEXT, effect=Effect.OUTSIDE, is_bulk=True)
def check_next(*, since: int, job_key: str) -> None:
    """Check the links of the next pages; doing it twice asks nobody twice."""
    del job_key
    link_check.check_next(since)
