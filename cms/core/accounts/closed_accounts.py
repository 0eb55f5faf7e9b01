"""Closed accounts stay closed when an older copy of the database is restored."""

from typing import Final

from django.db.models import QuerySet

from cms.core import erasure_ledger
from cms.users.models import User
from cms.users.signals import account_closing

LEDGER: Final = "core.account"


def connect() -> None:
    """Write down which accounts are closed; called once, when the application is ready."""
    erasure_ledger.register(LEDGER, close_again)
    account_closing.connect(_on_closing, dispatch_uid="core.closed_accounts")


def close_again(facts: erasure_ledger.Facts) -> None:
    """Close in restored data an account that was closed after it was copied.

    The moment at which it was made (UTC, ISO 8601) tells it from another one with its number.
    """
    account = _open(facts["account"]).filter(date_joined=facts["made_at"]).first()
    if account is not None:
        successor, by = (_open(facts[name]).first() for name in ("successor", "by"))
        account.close(successor=successor, by=by)


def _on_closing(account: User, successor: User | None, by: User | None, **_kwargs: object) -> None:
    erasure_ledger.record(
        LEDGER,
        account=str(account.pk),
        made_at=account.date_joined.isoformat(),
        successor=str(successor.pk if successor else 0),
        by=str(by.pk if by else 0),
    )


def _open(number: str) -> QuerySet[User]:
    rows: QuerySet[User] = User.objects.filter(pk=number, closed_at=None)
    return rows
