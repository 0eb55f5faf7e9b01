"""Jobs of search: keeping the index up to the content."""

from cms.background.jobs.api import Effect, enqueue, job, periodic
from cms.search.domain import catch_up


@job("search.index_page", effect=Effect.OUTSIDE)
def index_page(*, page_id: int, job_key: str) -> None:
    """Index a page that was just published, so that it is found at once."""
    del job_key
    catch_up.index_page(page_id)


@job("search.catch_up", effect=Effect.OUTSIDE, is_bulk=True)
def catch_up_with_content(*, job_key: str) -> None:
    """Bring the index up to the content; if there is too much for one job, go on in another."""
    del job_key
    if not catch_up.catch_up():
        enqueue("search.catch_up", key="index")


@periodic("search.notice_changes", seconds=15)
def notice_changes() -> None:
    """See whether the content has changed in any way: moved, made private, restored."""
    if catch_up.is_due():
        enqueue("search.catch_up", key="index")
