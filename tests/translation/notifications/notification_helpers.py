"""What the tests of notices have in common."""

from typing import Any
from uuid import UUID, uuid4

from wagtail.models import Locale

from cms.background.jobs import runner
from cms.translation.notifications.domain.dispatch import NotificationEvent, tell
from cms.translation.notifications.enums import Delivery, Kind
from cms.translation.notifications.models import Notice, NoticePreference
from cms.users.models import User


def locale(code: str = "uk") -> Locale:
    return Locale.objects.get(language_code=code)


def news(kind: Kind = Kind.ASSIGNED, about: UUID | None = None, **fields: Any) -> NotificationEvent:
    return NotificationEvent(
        kind, about or uuid4(), fields.pop("locale", None) or locale(), **fields
    )


def tell_one(user: User, kind: Kind = Kind.ASSIGNED, **fields: Any) -> Notice:
    (notice,) = tell([user], news(kind, **fields))
    return notice


def prefer(user: User, delivery: Delivery, kind: Kind = Kind.ASSIGNED) -> None:
    NoticePreference.objects.create(user=user, kind=kind, delivery=delivery)


def kinds(user: User) -> list[str]:
    """Return what ``user`` was told, oldest first."""
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True))


def work() -> None:
    """Do what the worker does."""
    runner.run_due()
