"""Jobs of delivery: telling the frontends, preparing documents, deleting what is out of date."""

from cms.background.jobs.api import Effect, job, periodic
from cms.delivery import documents, frontend_webhook
from cms.delivery.models import IdempotentAnswer
from cms.delivery.share_images.storage import forget


@job("core.notify_frontends", effect=Effect.OUTSIDE)
def notify_frontends(*, content_version: int, job_key: str) -> None:
    """Tell every frontend the content version."""
    del content_version, job_key  # The version of now is told; telling it twice does no harm.
    frontend_webhook.notify_frontends()


@job("core.prepare_documents", effect=Effect.OUTSIDE, is_bulk=True)
def prepare_documents(*, page_id: int, job_key: str) -> None:
    """Prepare the documents of a page and its translations, so that no reader waits for them."""
    del job_key
    documents.prepare([page_id])


@job("core.forget_share_images", effect=Effect.OUTSIDE)
def forget_share_images(*, page_id: int, job_key: str) -> None:
    """Delete the pictures of a page that is no longer public: its title may be a name."""
    del job_key
    forget(page_id)


@periodic("core.forget_answers", seconds=3600)
def forget_answers() -> None:
    """Delete what was answered to keys of more than a day ago."""
    IdempotentAnswer.forget()
