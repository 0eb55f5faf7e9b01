"""Pages and collections closed to the public stay closed when an older copy is restored.

As with rights (``revoked_permissions``): closing and opening are both written down, the last word
about a place counts, and a restore closes again and opens nothing. For whom a place is closed is
written down beside it (``restriction_audiences``); where that is not known, for everybody.
"""

from typing import Any, Final

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from cms.core import erasure_ledger
from cms.core.deletions import was_begun_with

LEDGER: Final = "core.view_restriction"

# The field that says what is closed, by the model that closes it.
_PLACES: Final[dict[type[Model], str]] = {
    PageViewRestriction: "page",
    CollectionViewRestriction: "collection",
}


def connect() -> None:
    """Write down what is closed and opened; called once, when the application is ready."""
    erasure_ledger.register(LEDGER, close_again)
    for model in _PLACES:
        post_save.connect(_on_closed, sender=model, dispatch_uid=LEDGER)
        post_delete.connect(_on_opened, sender=model, dispatch_uid=LEDGER)


def close_again(facts: erasure_ledger.Facts) -> None:
    """Close a place in restored data, unless it is not there or is closed in any way."""
    model, field = next(one for one in _PLACES.items() if one[1] == facts["place"])
    rows: Any = model._default_manager
    place: Any = model._meta.get_field(field).related_model
    where = {f"{field}_id": facts["key"]}
    if place.objects.filter(pk=facts["key"]).exists() and not rows.filter(**where).exists():
        rows.create(**where, restriction_type=PageViewRestriction.GROUPS)


def _on_closed(instance: Model, *, created: bool, raw: bool = False, **_kwargs: object) -> None:
    """Note that a place is closed; what is loaded from a file (``raw``) was closed before."""
    if created and not raw:
        erasure_ledger.record(LEDGER, **_facts(instance))


def _on_opened(instance: Model, *, origin: object = None, **_kwargs: object) -> None:
    """Note that a place is open; what ends with its page or collection says nothing of it."""
    field = _PLACES[type(instance)]
    others = type(instance)._default_manager.filter(**{field: getattr(instance, f"{field}_id")})
    if was_begun_with(origin, tuple(_PLACES)) and not others.exists():
        erasure_ledger.record_undone(LEDGER, **_facts(instance))


def _facts(instance: Model) -> erasure_ledger.Facts:
    field = _PLACES[type(instance)]
    return {"place": field, "key": str(getattr(instance, f"{field}_id"))}
