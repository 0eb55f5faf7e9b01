"""What follows for the index when a page is published or taken down."""

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.background.jobs.api import enqueue
from cms.search.domain import index_writer
from cms.search.models import IndexDocument


def index_page(instance: Page, **_kwargs: object) -> None:
    """Have the page indexed: receiver of Wagtail's ``page_published``."""
    enqueue("search.index_page", key=f"page:{instance.pk}", page_id=instance.pk)


def remove_page(instance: Page, **_kwargs: object) -> None:
    """Take the page's texts out at once: receiver of ``page_unpublished``, sent by deleting too."""
    index_writer.remove(IndexDocument.objects.filter(page=instance.pk))


def connect() -> None:
    """Connect the receivers."""
    page_published.connect(index_page, dispatch_uid="search.index_page")
    page_unpublished.connect(remove_page, dispatch_uid="search.remove_page")
