"""What the texts of an object refer to: pages, pictures and files, by their ids."""

from typing import Any

from django.db.models import Field, Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page


def file_models() -> tuple[Any, Any]:
    """Return the models of pictures and documents."""
    return get_image_model(), get_document_model()


def references(instance: Model) -> dict[type[Model], set[int]]:
    """Return the ids that rich texts and streams of ``instance`` refer to, by model.

    The models are ``Page`` and those of ``file_models``; other references are left out.
    """
    found: dict[type[Model], set[int]] = {Page: set(), **{model: set() for model in file_models()}}
    for field in instance._meta.get_fields():
        if not isinstance(field, Field) or not hasattr(field, "extract_references"):
            continue
        for model, pk, *_paths in field.extract_references(field.value_from_object(instance)):
            base = Page if issubclass(model, Page) else model
            if base in found:
                found[base].add(int(pk))
    return found
