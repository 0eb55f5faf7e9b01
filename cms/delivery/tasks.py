"""Jobs of delivery: telling frontends and mirrors, preparing documents, deleting what is old."""

from cms.background.jobs.api import Effect, enqueue, job, periodic
from cms.delivery import changes, documents, frontend_webhook
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


@job("delivery.note_changes", effect=Effect.OUTSIDE, is_bulk=True)
def note_changes(*, job_key: str) -> None:
    """Bring the log of changes up to the content; what is too much is left to another job."""
    del job_key
    if not changes.catch_up():
        enqueue("delivery.note_changes", key="changes")


@periodic("delivery.notice_changes", seconds=15)
def notice_changes() -> None:
    """See whether the content has changed in any way: moved, made private, restored."""
    if changes.is_due():
        enqueue("delivery.note_changes", key="changes")


@periodic("delivery.forget_removed", seconds=86400)
def forget_removed() -> None:
    """Delete the notes of what was removed more than ninety days ago."""
    changes.forget_removed()
