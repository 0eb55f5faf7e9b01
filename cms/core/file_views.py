"""Pictures: renditions for everybody by signed address, files of the library for editors."""

from typing import Final

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.images import get_image_model
from wagtail.images.views.serve import ServeView

from cms.core.representations.visibility import Visibility

# The address names the file's version and the filter, so what it answers never changes.
FOR_EVER: Final = "public, max-age=31536000, immutable"
# Where Wagtail keeps pictures; documents have a view of their own that checks who asks.
PICTURE_FOLDERS: Final = ("images/", "original_images/")


class RenditionView(ServeView):
    """A picture in one size and format; what is in a private collection is not found."""

    def get(
        self, request: HttpRequest, signature: str, image_id: int, filter_spec: str
    ) -> HttpResponseBase:
        """Return the picture, made when it is first asked for.

        Raises ``Http404`` for what is not public, ``PermissionDenied`` for a wrong signature.
        """
        image = get_image_model().objects.filter(pk=image_id).only("collection_id").first()
        if image is None or not Visibility.load().allows_collection(image.collection_id):
            raise Http404
        response: HttpResponse = super().get(request, signature, image_id, filter_spec)
        if response.status_code == 200:  # noqa: PLR2004  HTTP's own number.
            response.headers["Cache-Control"] = FOR_EVER
        return response


def library_picture(request: HttpRequest, path: str) -> FileResponse:
    """Return a picture to somebody who works here: the admin's own thumbnails.

    Raises ``Http404`` for everybody else, and for whatever is not a picture.
    """
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    if not path.startswith(PICTURE_FOLDERS):
        raise Http404
    try:
        response = FileResponse(default_storage.open(path))
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response
