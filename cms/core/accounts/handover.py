"""Work that waits for one person, and goes to others when they can no longer log in.

Features register what they keep; the question before an account is closed counts it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from wagtail.models import ModelLogEntry, Page
from wagtail.users.models import UserProfile

from cms.users.models import User
from cms.users.signals import account_closing, account_leaving


@dataclass(frozen=True, slots=True)
class PendingWork:
    """``count`` tells how much waits for an account, ``label`` what it is, in the plural.

    ``hand_over`` takes (account, successor or None, who closes the account or None) and runs in
    the transaction that closes or deactivates it; what the successor may not do goes back to
    everybody.
    """

    label: Any
    count: Callable[[User], int]
    hand_over: Callable[[User, User | None, User | None], None]


_piles: Final[dict[str, PendingWork]] = {}
_warnings: Final[dict[str, Callable[[User], list[str]]]] = {}


def register(name: str, pile: PendingWork) -> None:
    """Hand a pile over with the accounts it waits for; a name registers once."""
    _piles[name] = pile


def waiting(account: User) -> list[tuple[Any, int]]:
    """Return (label, count) of what waits for ``account``."""
    found = [(pile.label, pile.count(account)) for pile in _piles.values()]
    return [(label, count) for label, count in found if count]


def warn(name: str, warnings: Callable[[User], list[str]]) -> None:
    """Have the question before an account is closed show what ``warnings`` says of it."""
    _warnings[name] = warnings


def warnings_of(account: User) -> list[str]:
    """Return in words what would be wrong without ``account``."""
    return [text for warnings in _warnings.values() for text in warnings(account)]


def connect() -> None:
    """Hand work over when somebody leaves; called once, when the application is ready."""
    account_leaving.connect(_on_leaving, dispatch_uid="core.handover")
    account_closing.connect(_on_closing, dispatch_uid="core.handover")


def _on_leaving(account: User, successor: User | None, by: User | None, **_kwargs: object) -> None:
    for pile in _piles.values():
        pile.hand_over(account, successor, by)
    Page.objects.filter(locked_by=account).update(locked=False, locked_by=None, locked_at=None)


def _on_closing(account: User, **_kwargs: object) -> None:
    for profile in UserProfile.objects.filter(user=account):
        profile.avatar.delete(save=False)
        profile.delete()
    # The log keeps names of accounts as they were.
    label = f"closed-{account.pk}"
    ModelLogEntry.objects.for_instance(account).update(label=label)
