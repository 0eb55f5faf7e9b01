"""What follows for readers and mirrors when pages and files are published or taken down.

They stand before those of the search (``cms/search/apps.py``): a transaction that locks the log of
changes and the search's index locks the log first.
"""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from cms.background.jobs.api import enqueue
from cms.core.publication import page_locks
from cms.core.representations.visibility import Visibility
from cms.delivery import changes


def prepare_documents(instance: Page, **_kwargs: object) -> None:
    """Have the page's documents prepared: receiver of Wagtail's ``page_published``."""
    enqueue("core.prepare_documents", key=f"page:{instance.pk}", page_id=instance.pk)


def remove_page(instance: Page, **_kwargs: object) -> None:
    """Have the page's pictures deleted, and tell mirrors to drop it.

    Receiver of ``page_unpublished``, sent by deleting too.
    """
    enqueue("core.forget_share_images", key=f"page:{instance.pk}", page_id=instance.pk)
    changes.remove("page", [instance.pk])


def remove_deleted_file(instance: AbstractDocument | AbstractImage, **_kwargs: object) -> None:
    """Tell mirrors to drop a file: receiver of ``pre_delete``.

    The file's row is locked before the log, as whoever moves a file has it.
    """
    page_locks.lock_rows(type(instance).objects.filter(pk=instance.pk), is_deleted=True)
    remove_file(instance)


def remove_file(instance: AbstractDocument | AbstractImage) -> None:
    """Tell mirrors to drop a file."""
    changes.remove(_kind_of(instance), [instance.pk])


def remove_pages_of_restriction(
    instance: PageViewRestriction, *, raw: bool = False, **_kwargs: object
) -> None:
    """Tell mirrors to drop the pages that became private: receiver of ``post_save``."""
    if not raw:
        below = instance.page.get_descendants(inclusive=True)
        changes.remove("page", list(below.values_list("pk", flat=True)))


def remove_private_file(
    instance: AbstractDocument | AbstractImage,
    *,
    created: bool = False,
    raw: bool = False,
    **_kwargs: object,
) -> None:
    """Tell mirrors to drop a file that was moved out of the public: receiver of ``post_save``."""
    if (
        not created
        and not raw
        and instance.collection_id not in Visibility.read().public_collections()
    ):
        remove_file(instance)


def remove_files_of_collection(
    instance: CollectionViewRestriction, *, raw: bool = False, **_kwargs: object
) -> None:
    """Tell mirrors to drop the files of a collection that was closed."""
    if raw:
        return
    below = instance.collection.get_descendants(inclusive=True)
    closed = below.exclude(pk__in=Visibility.read().public_collections())
    for model in (get_image_model(), get_document_model()):
        ids = list(model.objects.filter(collection__in=closed).values_list("pk", flat=True))
        if ids:
            changes.remove(_kind_of(model()), ids)


def _kind_of(file: AbstractDocument | AbstractImage) -> str:
    return "image" if isinstance(file, AbstractImage) else "document"


def connect() -> None:
    """Connect the receivers; a second time changes nothing."""
    page_published.connect(prepare_documents, dispatch_uid="core.prepare_documents")
    page_unpublished.connect(remove_page, dispatch_uid="delivery.remove_page")
    for model in (get_image_model(), get_document_model()):
        name = model._meta.label
        pre_delete.connect(
            remove_deleted_file, model, dispatch_uid=f"delivery.remove_deleted_file {name}"
        )
        post_save.connect(
            remove_private_file, model, dispatch_uid=f"delivery.remove_private_file {name}"
        )
    post_save.connect(
        remove_pages_of_restriction,
        PageViewRestriction,
        dispatch_uid="delivery.remove_pages_of_restriction",
    )
    for signal in (post_save, post_delete):
        signal.connect(
            remove_files_of_collection,
            CollectionViewRestriction,
            dispatch_uid="delivery.remove_files_of_collection",
        )
