"""Pictures: renditions for everybody by signed address, files of the library for editors."""

import hashlib
from http import HTTPStatus
from typing import Final

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.images.utils import verify_signature
from wagtail.images.views.serve import ServeView

from cms.core.library import revocable_images
from cms.core.library.library_permissions import closed_collections
from cms.core.representations.images import file_version
from cms.core.representations.visibility import Visibility
from cms.delivery.api.responses import matches

# The address names the file's version and the filter, so what it answers never changes.
FOR_EVER: Final = "public, max-age=31536000, immutable"
# Unless somebody may withdraw their consent to it: then it is gone from warm caches in 30 seconds.
REVOCABLE: Final = "public, max-age=30, must-revalidate"
# Where Wagtail keeps pictures; documents have a view of their own that checks who asks.
PICTURE_FOLDERS: Final = ("images/", "original_images/")
_FOUND: Final = frozenset({HTTPStatus.OK, HTTPStatus.NOT_MODIFIED})


class RenditionView(ServeView):
    """A picture in one size and format; what is in a private collection is not found."""

    def get(
        self, request: HttpRequest, signature: str, image_id: int, filter_spec: str
    ) -> HttpResponseBase:
        """Return the picture, made when it is first asked for.

        Raises ``Http404`` for what is not public, ``PermissionDenied`` for a wrong signature.
        """
        image = get_image_model().objects.filter(pk=image_id).first()
        if image is None or not Visibility.load().allows_collection(image.collection_id):
            raise Http404
        etag = _etag(image, filter_spec)
        asked = matches(request.headers.get("If-None-Match", ""), etag)
        response: HttpResponseBase
        if asked and verify_signature(signature.encode(), image_id, filter_spec, key=self.key):
            response = HttpResponseNotModified()
        else:
            response = super().get(request, signature, image_id, filter_spec)
        if response.status_code in _FOUND:
            response.headers["Cache-Control"] = _cache_control(image_id)
            response.headers["ETag"] = etag
        return response


def _etag(image: AbstractImage, filter_spec: str) -> str:
    """Return the strong validator of a picture in one size and format, in quotes."""
    name = f"{image.pk} {file_version(image)} {filter_spec}"
    return f'"{hashlib.blake2b(name.encode(), digest_size=12).hexdigest()}"'


def _cache_control(image_id: int) -> str:
    return REVOCABLE if revocable_images.is_revocable(image_id) else FOR_EVER


def library_picture(request: HttpRequest, path: str) -> FileResponse:
    """Return a picture to somebody who works here: the admin's own thumbnails.

    Raises ``Http404`` for everybody else, for whatever is not a picture of the library, and for
    those of collections that are closed to who asks.
    """
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    image = _image_at(path) if path.startswith(PICTURE_FOLDERS) else None
    if image is None or closed_collections(request.user).filter(pk=image.collection_id).exists():
        raise Http404
    try:
        response = FileResponse(default_storage.open(path))
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


def _image_at(path: str) -> AbstractImage | None:
    """Return the image whose file, or a size of it, lies at ``path``."""
    images = get_image_model().objects
    found: AbstractImage | None = (
        images.filter(file=path).first() or images.filter(renditions__file=path).first()
    )
    return found
