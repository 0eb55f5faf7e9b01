"""Work of the kernel that nobody waits for."""

from django.core.management import call_command

from cms.core import documents, letters, notify, previews
from cms.core.batches import driving
from cms.core.models import IdempotentAnswer
from cms.core.share_images.keeping import forget
from cms.jobs.api import Effect, job, periodic


@job("core.notify_frontends", effect=Effect.OUTSIDE)
def notify_frontends(*, content_version: int, job_key: str) -> None:
    """Tell every frontend the content version."""
    del content_version, job_key  # The version of now is told; telling it twice does no harm.
    notify.notify_frontends()


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


@periodic("core.publish_scheduled", seconds=30, effect=Effect.OUTSIDE)
def publish_scheduled(*, job_key: str) -> None:
    """Publish and expire what is due, pages and alerts."""
    del job_key
    call_command("publish_scheduled", verbosity=0)


@periodic("core.collect_previews", seconds=3600)
def collect_previews() -> None:
    """Delete drafts stored for previews that have expired."""
    previews.collect_garbage()


@job("core.batch", effect=Effect.OUTSIDE)
def batch(*, batch_id: int, job_key: str) -> None:
    """Do the next items of a batch, each in a transaction of its own."""
    del job_key
    driving.drive(batch_id)


@periodic("core.restart_batches", seconds=60)
def restart_batches() -> None:
    """Go on with long work whose job was lost."""
    driving.restart_stalled()


@periodic("core.forget_batches", seconds=86400)
def forget_batches() -> None:
    """Delete long work that was finished a month ago."""
    driving.forget_old()


@job("core.send_letter", effect=Effect.OUTSIDE, keep_trying=letters.KEEP_TRYING)
def send_letter(*, letter_id: str, job_key: str) -> None:
    """Hand one letter over to the mail server."""
    letters.send(letter_id, job_key=job_key)


@periodic("core.forget_letters", seconds=86400)
def forget_letters() -> None:
    """Delete letters of more than ninety days ago."""
    letters.forget()


@periodic("core.forget_answers", seconds=3600)
def forget_answers() -> None:
    """Delete what was answered to keys of more than a day ago."""
    IdempotentAnswer.forget()
