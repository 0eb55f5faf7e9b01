"""Jobs of search: keeping the index up to the content."""

from cms.background.jobs.api import Effect, enqueue, job, periodic
from cms.search.domain import catch_up, missed_queries


@job("search.index_page", effect=Effect.OUTSIDE)
def index_page(*, page_id: int, job_key: str) -> None:
    """Index a page that was just published, so that it is found at once."""
    del job_key
    catch_up.index_page(page_id)


@job("search.catch_up", effect=Effect.OUTSIDE, is_bulk=True)
def catch_up_with_content(*, job_key: str) -> None:
    """Bring the index up to the content; if there is too much for one job, go on in another."""
    del job_key
    if catch_up.catch_up():
        missed_queries.drop_found()
    else:
        enqueue("search.catch_up", key="index")


@periodic("search.notice_changes", seconds=15)
def notice_changes() -> None:
    """See whether the content has changed in any way: moved, made private, restored."""
    if catch_up.is_due():
        enqueue("search.catch_up", key="index")


@periodic("search.forget_missed", seconds=86400)
def forget_missed_queries() -> None:
    """Delete queries without a result that nobody has asked for long."""
    missed_queries.forget()
