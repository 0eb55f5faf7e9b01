"""What Django's signals of deleting say of the deletion as a whole."""

from django.db.models import Model, QuerySet


def was_begun_with(origin: object, models: tuple[type[Model], ...]) -> bool:
    """Tell whether a deletion began with objects of ``models`` and did not cascade from others.

    ``origin`` is what ``post_delete`` says: an instance, a queryset, or None where it is unknown,
    which counts as begun with them.
    """
    begun = origin.model if isinstance(origin, QuerySet) else type(origin)
    return origin is None or issubclass(begun, models)
