"""What follows for readers when a page is published or taken down."""

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.background.jobs.api import enqueue


def prepare_documents(instance: Page, **_kwargs: object) -> None:
    """Have the page's documents prepared: receiver of Wagtail's ``page_published``."""
    enqueue("core.prepare_documents", key=f"page:{instance.pk}", page_id=instance.pk)


def forget_share_images(instance: Page, **_kwargs: object) -> None:
    """Have the page's pictures deleted: receiver of ``page_unpublished``, sent by deleting too."""
    enqueue("core.forget_share_images", key=f"page:{instance.pk}", page_id=instance.pk)


def connect() -> None:
    """Connect the receivers."""
    page_published.connect(prepare_documents, dispatch_uid="core.prepare_documents")
    page_unpublished.connect(forget_share_images, dispatch_uid="core.forget_share_images")
