"""What follows for the index when pages are published or taken down, and files changed."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import CollectionViewRestriction, Page
from wagtail.signals import page_published, page_unpublished

from cms.background.jobs.api import enqueue
from cms.core.library.library_usage import live_uses
from cms.core.representations.visibility import Visibility
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


def read_pages_again(
    instance: AbstractImage, *, created: bool = False, raw: bool = False, **_kwargs: object
) -> None:
    """Have pages read again that show a picture: receiver of ``post_save`` and ``pre_delete``.

    Where the picture is not public any more, what they say of it is not found from now on.
    """
    if created or raw:
        return
    pages = [use for use in live_uses(instance) if isinstance(use, Page)]
    if pages and not _is_public(instance):
        index_writer.remove(IndexDocument.objects.filter(page__in=[page.pk for page in pages]))
    for page in pages:
        index_page(page)


def read_pages_of_collection_again(
    instance: CollectionViewRestriction, *, raw: bool = False, **_kwargs: object
) -> None:
    """Have pages read again whose pictures may be seen by other people now."""
    if raw:
        return
    collections = instance.collection.get_descendants(inclusive=True)
    for image in get_image_model().objects.filter(collection__in=collections):
        read_pages_again(image)


def _is_public(image: AbstractImage) -> bool:
    return image.collection_id in Visibility.read().public_collections()


def connect() -> None:
    """Connect the receivers."""
    page_published.connect(index_page, dispatch_uid="search.index_page")
    page_unpublished.connect(remove_page, dispatch_uid="search.remove_page")
    for signal in (post_save, pre_delete):
        signal.connect(
            read_pages_again, sender=get_image_model(), dispatch_uid="search.read_pages_again"
        )
    for signal in (post_save, post_delete):
        signal.connect(
            read_pages_of_collection_again,
            sender=CollectionViewRestriction,
            dispatch_uid="search.read_pages_of_collection_again",
        )
    pre_delete.connect(remove_file, sender=get_document_model(), dispatch_uid="search.remove_file")
