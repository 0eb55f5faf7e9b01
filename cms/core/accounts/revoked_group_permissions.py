"""Rights that were taken from a group stay taken when an older copy of the database is restored.

As with people (``revoked_permissions``): taking and giving are both written down, the last word
about a group and a right counts, and a restore takes away again and gives nothing. ``which`` is a
permission, ``app.model.codename``; before it, with a colon, the key of the page or collection from
which on the group has it.
"""

from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import Any, Final, Protocol

from django.contrib.auth.models import Group, Permission
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from cms.core import erasure_ledger
from cms.core.deletions import was_begun_with

LEDGER: Final = "core.group_right"
_ON_MODELS: Final = "permissions"


# The field that says where the right begins, by the model that gives it there.
_PLACES: Final[dict[type[Any], str]] = {
    GroupPagePermission: "page",
    GroupCollectionPermission: "collection",
}


class Right(Protocol):
    """A row of either model of ``_PLACES``."""

    group_id: int
    permission_id: int


def connect() -> None:
    """Write down what is given and taken; called once, when the application is ready."""
    erasure_ledger.register(LEDGER, take_again)
    uid = "core.lost_group_rights"
    m2m_changed.connect(_on_change, sender=Group.permissions.through, dispatch_uid=uid)
    for model in _PLACES:
        post_save.connect(_on_given, sender=model, dispatch_uid=uid)
        post_delete.connect(_on_taken, sender=model, dispatch_uid=uid)
        # The forms of groups give by this, and Django tells nobody of it.
        manager: Any = type(model.objects)
        manager.bulk_create = _noting(manager.bulk_create)


def take_again(facts: erasure_ledger.Facts) -> None:
    """Take a right in restored data from the group that it was taken from."""
    group = Group.objects.filter(pk=facts["group"]).first()
    place, _colon, name = facts["which"].rpartition(":")
    permission = _named(name)
    if group is None or permission is None:
        return
    if facts["right"] == _ON_MODELS:
        group.permissions.remove(permission)
    for model, field in _PLACES.items():
        if field == facts["right"]:
            given = {"group": group, "permission": permission, field: place}
            model.objects.filter(**given).delete()


def _note(right: str, group: int, which: Iterable[str], *, held: bool) -> None:
    """Write down that a group got or lost rights; raises what the storage raises when it lost."""
    write = erasure_ledger.record_all_undone if held else erasure_ledger.record_all
    write(LEDGER, [{"group": str(group), "right": right, "which": one} for one in which])


def _on_change(
    instance: Model, action: str, *, reverse: bool, pk_set: set[int] | None, **_kwargs: object
) -> None:
    """Note what is added and removed from either side; ``clear`` is known before it is done."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    groups = _others(instance, pk_set) if reverse else [instance.pk]
    permissions = {instance.pk} if reverse else _others(instance, pk_set)
    names = [_name(one) for one in _found(permissions)]
    for group in groups:
        _note(_ON_MODELS, group, names, held=action == "post_add")


def _others(instance: Model, pk_set: set[int] | None) -> Collection[int]:
    if pk_set is not None:
        return pk_set
    name = "permissions" if isinstance(instance, Group) else "group_set"
    found: set[int] = set(getattr(instance, name).values_list("pk", flat=True))
    return found


def _on_given(instance: Right, *, created: bool, raw: bool = False, **_kwargs: object) -> None:
    """Note what was given; what is loaded from a file (``raw``) was given before."""
    if created and not raw:
        _note(_right(instance), instance.group_id, [_there(instance)], held=True)


def _on_taken(instance: Right, *, origin: object = None, **_kwargs: object) -> None:
    """Note what was taken; what ends with its page or collection is back with that one."""
    if was_begun_with(origin, (Group, *_PLACES)):
        _note(_right(instance), instance.group_id, [_there(instance)], held=False)


def _noting(create: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(create)
    def run(*args: Any, **kwargs: Any) -> list[Right]:
        made: list[Right] = create(*args, **kwargs)
        given = [(_right(each), each.group_id) for each in made]
        for right, group in dict.fromkeys(given):
            its = [each for each, key in zip(made, given, strict=True) if key == (right, group)]
            _note(right, group, map(_there, its), held=True)
        return made

    return run


def _right(instance: Right) -> str:
    return _PLACES[type(instance)]


def _there(instance: Right) -> str:
    place = getattr(instance, f"{_right(instance)}_id")
    (permission,) = _found({instance.permission_id})
    return f"{place}:{_name(permission)}"


def _found(keys: Collection[int]) -> QuerySet[Permission]:
    return Permission.objects.filter(pk__in=keys).select_related("content_type")


def _name(permission: Permission) -> str:
    kind = permission.content_type
    return f"{kind.app_label}.{kind.model}.{permission.codename}"


def _named(name: str) -> Permission | None:
    app, model, codename = name.split(".", 2)
    kind = {"content_type__app_label": app, "content_type__model": model}
    return Permission.objects.filter(**kind, codename=codename).first()
