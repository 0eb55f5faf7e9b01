"""The page types that the API knows, by the name that stands in ``meta.type``."""

from functools import cache

from django.apps import apps

from cms.core.models import BasePage


@cache
def page_types() -> dict[str, type[BasePage]]:
    """Return every page type of ours, by label such as ``pages.ContentPage``, sorted."""
    models = (model for model in apps.get_models() if issubclass(model, BasePage))
    return {model._meta.label: model for model in sorted(models, key=lambda m: m._meta.label)}


def represented_as(model: type[BasePage]) -> type:
    """Return the TypedDict of a page type's own fields."""
    annotation: type = model.represent.__annotations__["return"]
    return annotation
