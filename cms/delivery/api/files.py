"""Images and documents of public collections."""

from collections.abc import Iterable
from typing import Any, Final, TypedDict

from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from cms.core.representations.images import rendition_url
from cms.core.representations.json_types import Url
from cms.core.representations.visibility import Visibility

from .components import declare
from .list_queries import DESCRIBED, Columns
from .parameter_types import ID, TEXT
from .resources import (
    FIELDS,
    REQUIRED_ID,
    Resource,
    ResourceDetailView,
    ResourceFindView,
    ResourceListView,
    detail_url,
)
from .schema_decorators import list_of, reads, redirects

_META: Final = ("type", "detail_url", "tags", "download_url")


class FileMetaJSON(TypedDict, total=False):
    """``download_url`` is the file as it was uploaded."""

    type: str
    detail_url: Url
    tags: list[str]
    download_url: Url


class ImageItemJSON(TypedDict, total=False):
    """An image of the library; sizes in pixels."""

    id: int
    meta: FileMetaJSON
    title: str
    width: int
    height: int


class DocumentItemJSON(TypedDict, total=False):
    """A document of the library."""

    id: int
    meta: FileMetaJSON
    title: str


_DOCUMENT_COLUMNS: Final[Columns] = {"id": ID, "title": TEXT}
_IMAGE_COLUMNS: Final[Columns] = {**_DOCUMENT_COLUMNS, "width": ID, "height": ID}


def _public_images(visibility: Visibility) -> QuerySet[AbstractImage]:
    rows: QuerySet[AbstractImage] = get_image_model().objects.filter(
        collection__in=visibility.public_collections()
    )
    return rows


def _public_documents(visibility: Visibility) -> QuerySet[AbstractDocument]:
    rows: QuerySet[AbstractDocument] = get_document_model().objects.filter(
        collection__in=visibility.public_collections()
    )
    return rows


def _represent_images(
    images: Iterable[AbstractImage], _visibility: Visibility
) -> list[dict[str, Any]]:
    return [
        {
            "id": image.pk,
            "meta": _meta(image, "images", rendition_url(image, "original")),
            "title": image.title,
            "width": image.width,
            "height": image.height,
        }
        for image in _with_tags(images)
    ]


def _represent_documents(
    documents: Iterable[AbstractDocument], _visibility: Visibility
) -> list[dict[str, Any]]:
    return [
        {
            "id": document.pk,
            "meta": _meta(document, "documents", f"{settings.CMS_URL}{document.url}"),
            "title": document.title,
        }
        for document in _with_tags(documents)
    ]


def _with_tags(files: Iterable[Any]) -> Iterable[Any]:
    """Read the tags of all files at once."""
    found = list(files)
    prefetch_related_objects(found, "tags")
    return found


def _meta(file: AbstractImage | AbstractDocument, name: str, download_url: str) -> FileMetaJSON:
    return {
        "type": file._meta.label,
        "detail_url": detail_url(name, file.pk),
        "tags": sorted(tag.name for tag in file.tags.all()),
        "download_url": download_url,
    }


IMAGES: Final = Resource(
    name="images",
    public=_public_images,
    represent=_represent_images,
    columns=_IMAGE_COLUMNS,
    fields=frozenset({*_META, *ImageItemJSON.__annotations__} - {"meta"}),
    listed=frozenset({*_META, "id", "title"}),
    has_tags=True,
)
DOCUMENTS: Final = Resource(
    name="documents",
    public=_public_documents,
    represent=_represent_documents,
    columns=_DOCUMENT_COLUMNS,
    fields=frozenset({*_META, *DocumentItemJSON.__annotations__} - {"meta"}),
    listed=frozenset({*_META, "id", "title"}),
    has_tags=True,
)


class ImageListView(ResourceListView):
    """Images that the public may see."""

    resource = IMAGES

    @reads(
        "images_list",
        "files",
        list_of(declare(ImageItemJSON)),
        parameters=[*IMAGES.described, *DESCRIBED],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the list."""
        return super().get(request)


class ImageDetailView(ResourceDetailView):
    """An image."""

    resource = IMAGES

    @reads(
        "images_detail", "files", declare(ImageItemJSON), parameters=[FIELDS], may_be_missing=True
    )
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the image."""
        return super().get(request, pk)


class ImageFindView(ResourceFindView):
    """The redirect to an image."""

    resource = IMAGES

    @redirects("images_find", "files", [REQUIRED_ID, FIELDS])
    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the image's detail address."""
        return super().get(request)


class DocumentListView(ResourceListView):
    """Documents that the public may download."""

    resource = DOCUMENTS

    @reads(
        "documents_list",
        "files",
        list_of(declare(DocumentItemJSON)),
        parameters=[*DOCUMENTS.described, *DESCRIBED],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the list."""
        return super().get(request)


class DocumentDetailView(ResourceDetailView):
    """A document."""

    resource = DOCUMENTS

    @reads(
        "documents_detail",
        "files",
        declare(DocumentItemJSON),
        parameters=[FIELDS],
        may_be_missing=True,
    )
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the document."""
        return super().get(request, pk)


class DocumentFindView(ResourceFindView):
    """The redirect to a document."""

    resource = DOCUMENTS

    @redirects("documents_find", "files", [REQUIRED_ID, FIELDS])
    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the document's detail address."""
        return super().get(request)
