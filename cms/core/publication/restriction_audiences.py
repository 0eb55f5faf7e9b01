"""For whom a place is closed stays as it was said last when an older copy is restored.

Written down beside the closing itself (``view_restrictions``), at each change: the copy may know
the place as closed for others. Groups that the copy does not know are left out, and a password is
written as a keyed digest: where the copy has another one, nobody but administrators gets in.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_save
from django.utils.crypto import salted_hmac
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from cms.core import erasure_ledger

LEDGER: Final = "core.view_restriction_audience"
_CHANGES: Final = frozenset({"post_add", "post_remove", "post_clear"})
_MODELS: Final[dict[str, Any]] = {
    "page": PageViewRestriction,
    "collection": CollectionViewRestriction,
}


def connect() -> None:
    """Write down for whom places are closed; called once, when the application is ready."""
    erasure_ledger.register(LEDGER, set_again)
    for model in _MODELS.values():
        post_save.connect(_on_saved, sender=model, dispatch_uid=LEDGER)
        m2m_changed.connect(_on_groups, sender=model.groups.through, dispatch_uid=LEDGER)


def set_again(facts: erasure_ledger.Facts) -> None:
    """Say in restored data for whom a place is closed, if it is closed there."""
    field = facts["place"]
    for row in _MODELS[field].objects.filter(**{f"{field}_id": facts["key"]}):
        is_unknown = facts["type"] == row.PASSWORD and facts["password"] != _digest(row.password)
        row.restriction_type = row.GROUPS if is_unknown else facts["type"]
        row.save(update_fields=["restriction_type"])
        known: Any = row.groups.model.objects
        row.groups.set(known.filter(pk__in=[pk for pk in facts["groups"].split(",") if pk]))


def _on_saved(instance: Model, *, raw: bool = False, **_kwargs: object) -> None:
    if not raw:
        _record([instance])


def _on_groups(
    sender: type[Model],
    instance: Model,
    *,
    action: str,
    reverse: bool,
    pk_set: set[int] | None,
    **_kwargs: object,
) -> None:
    """Note the groups of a restriction, from whichever side they were changed."""
    if action not in _CHANGES:
        return
    if not reverse:
        _record([instance])
    elif pk_set:
        model = next(one for one in _MODELS.values() if one.groups.through is sender)
        _record(model.objects.filter(pk__in=pk_set))


def _record(rows: Iterable[Any]) -> None:
    erasure_ledger.record_all(LEDGER, [_facts(row) for row in rows])


def _facts(row: Any) -> erasure_ledger.Facts:  # noqa: ANN401  Either of two models.
    field = next(name for name, model in _MODELS.items() if isinstance(row, model))
    groups = row.groups.order_by("pk").values_list("pk", flat=True)
    return {
        "place": field,
        "key": str(getattr(row, f"{field}_id")),
        "type": row.restriction_type,
        "groups": ",".join(map(str, groups)),
        "password": _digest(row.password),
    }


def _digest(password: str) -> str:
    return salted_hmac(LEDGER, password, algorithm="sha256").hexdigest() if password else ""
