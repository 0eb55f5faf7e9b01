"""What follows for the index when a page is published or taken down, or a file deleted."""

from django.db.models.signals import pre_delete
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
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


def remove_file(instance: AbstractDocument, **_kwargs: object) -> None:
    """Take a file's title out with it: receiver of ``pre_delete``."""
    index_writer.remove(IndexDocument.objects.filter(file=instance.pk))


def connect() -> None:
    """Connect the receivers."""
    page_published.connect(index_page, dispatch_uid="search.index_page")
    page_unpublished.connect(remove_page, dispatch_uid="search.remove_page")
    pre_delete.connect(remove_file, sender=get_document_model(), dispatch_uid="search.remove_file")
