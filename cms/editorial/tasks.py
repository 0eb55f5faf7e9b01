"""The link check, every night and when somebody asks for it."""

from cms.jobs.api import Effect, job, periodic

from .domain import checking

DAY: int = 24 * 60 * 60


@periodic("editorial.check_links", seconds=DAY)
def check_links() -> None:
    """Enqueue the check of every page."""
    checking.start_check()


@job(checking.CHECK_NEXT, effect=Effect.OUTSIDE, is_bulk=True)
def check_next(*, since: int, job_key: str) -> None:
    """Check the links of the next pages; doing it twice asks nobody twice."""
    del job_key
    checking.check_next(since)
