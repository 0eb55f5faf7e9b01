"""Files to download."""

import factory
import wagtail_factories
from django.core.files.base import ContentFile


class DocumentFactory(wagtail_factories.DocumentFactory):
    """A text file of 12 bytes."""

    title = factory.Sequence(lambda number: f"Form {number}")
    file = factory.LazyFunction(lambda: ContentFile(b"twelve bytes", name="form.txt"))
