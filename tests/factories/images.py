"""Pictures of one colour."""

import factory
import wagtail_factories


class ImageFactory(wagtail_factories.ImageFactory):
    """A red JPEG of 640 × 360 pixels."""

    title = factory.Sequence(lambda number: f"Picture {number}")
    file = factory.django.ImageField(width=640, height=360, color="red")
