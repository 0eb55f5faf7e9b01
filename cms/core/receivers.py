"""What follows when a page is published."""

from wagtail.models import Page
from wagtail.signals import page_published

from cms.jobs.api import enqueue


def prepare_documents(instance: Page, **_kwargs: object) -> None:
    """Have the page's documents prepared: receiver of Wagtail's ``page_published``."""
    enqueue("core.prepare_documents", key=f"page:{instance.pk}", page_id=instance.pk)


def connect() -> None:
    """Connect the receivers."""
    page_published.connect(prepare_documents, dispatch_uid="core.prepare_documents")
