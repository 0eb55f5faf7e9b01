"""Rights that were taken away stay taken when an older copy of the database is restored.

Taking and giving are both written down, and the last word about an account and a right counts; a
restore takes away again and gives nothing. ``which`` is the key of a group or permission, the name
of a flag of the account, or what a feature that gives rights of its own says.
"""

from collections.abc import Callable, Collection
from typing import Final

from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import m2m_changed, pre_delete

from cms.core import erasure_ledger
from cms.users.models import User
from cms.users.signals import account_flag_changed

LEDGER: Final = "core.right"

Take = Callable[[User, str], None]
_takes: Final[dict[str, Take]] = {}


def register(right: str, take: Take) -> None:
    """Say how a right of this sort is taken from an account; it must be safe to do twice."""
    _takes[right] = take


def connect() -> None:
    """Write down what is given and taken; called once, when the application is ready."""
    erasure_ledger.register(LEDGER, take_again)
    register("flag", _drop_flag)
    register("groups", lambda account, which: account.groups.remove(int(which)))
    register("user_permissions", lambda account, which: account.user_permissions.remove(int(which)))
    account_flag_changed.connect(_on_flag, dispatch_uid="core.lost_rights")
    for field in (User.groups, User.user_permissions):
        m2m_changed.connect(_on_change, sender=field.through, dispatch_uid="core.lost_rights")
    pre_delete.connect(_on_group_deleted, sender=Group, dispatch_uid="core.lost_rights")


def note(right: str, accounts: Collection[int], which: Collection[object], *, held: bool) -> None:
    """Write down that each of the accounts got, or lost, each of the rights of this sort.

    Belongs after the change and in its transaction: rows are locked then, so the order of entries
    is that of changes. Raises what the storage raises when a right is taken.
    """
    write = erasure_ledger.record_all_undone if held else erasure_ledger.record_all
    made = User.objects.filter(pk__in=accounts).values_list("pk", "date_joined")
    people = [{"account": str(account), "made_at": at.isoformat()} for account, at in made]
    write(LEDGER, [{**one, "right": right, "which": str(each)} for one in people for each in which])


def take_again(facts: erasure_ledger.Facts) -> None:
    """Take a right in restored data from the account that it was taken from.

    The moment at which it was made (UTC, ISO 8601) tells it from another one with its number.
    """
    made_at = facts["made_at"]
    account = User.objects.filter(pk=facts["account"], date_joined=made_at).first()
    if account is not None:
        _takes[facts["right"]](account, facts["which"])


def _drop_flag(account: User, flag: str) -> None:
    User.objects.filter(pk=account.pk, **{flag: True}).update(**{flag: False})


def _on_flag(account: User, flag: str, *, held: bool, **_kwargs: object) -> None:
    note("flag", [account.pk], [flag], held=held)


def _on_change(
    sender: type[Model],
    instance: Model,
    action: str,
    *,
    reverse: bool,
    pk_set: set[int] | None,
    **_kwargs: object,
) -> None:
    """Note what is added and removed from either side; ``clear`` is known before it is done."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    right = "groups" if sender is User.groups.through else "user_permissions"
    others = _held(right, instance, reverse=reverse) if pk_set is None else pk_set
    accounts, which = (others, [instance.pk]) if reverse else ([instance.pk], others)
    note(right, accounts, which, held=action == "post_add")


def _held(right: str, instance: Model, *, reverse: bool) -> set[int]:
    """Return the keys of the accounts with this right, or of the rights of this account."""
    if reverse:
        return set(User.objects.filter(**{right: instance.pk}).values_list("pk", flat=True))
    return set(getattr(instance, right).values_list("pk", flat=True))


def _on_group_deleted(instance: Group, **_kwargs: object) -> None:
    note("groups", _held("groups", instance, reverse=True), [instance.pk], held=False)
