"""Images and documents that bodies refer to; only their rows exist, no API reads the files."""

import hashlib
from typing import Final

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from tests.bench.bodies import Targets

IMAGES: Final = 60
DOCUMENTS: Final = 20


def files() -> Targets:
    """Return the ids of the files, which are made on the first call."""
    image, document = get_image_model(), get_document_model()
    collection = Collection.get_first_root_node()
    if not document.objects.exists():
        image.objects.bulk_create(
            image(
                title=f"image {number}",
                file=f"original_images/bench-{number}.jpg",
                width=1200 + 20 * number,
                height=800,
                file_size=100_000 + number,
                file_hash=hashlib.sha1(str(number).encode()).hexdigest(),
                collection=collection,
            )
            for number in range(IMAGES)
        )
        document.objects.bulk_create(
            document(
                title=f"document {number}",
                file=f"documents/bench-{number}.pdf",
                file_size=50_000 + number,
                collection=collection,
            )
            for number in range(DOCUMENTS)
        )
    return Targets(_ids(image), _ids(document), [])


def _ids(model: type[Model]) -> list[int]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))
