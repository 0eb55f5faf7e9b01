"""Writing notifications: in the transaction of what they tell, so that both exist or neither."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Locale

from cms.background.jobs.api import enqueue
from cms.translation.notifications.enums import DEFAULT_DELIVERY, SETTLED_BY, Delivery, Kind
from cms.translation.notifications.models import Notice, NoticePreference
from cms.users.models import User

AT_ONCE: Final = "notices.at_once"
# What a person is given in one go comes in one mail; what is urgent does not wait for more.
GATHERING: Final = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class NotificationEvent:
    """What happened; ``key`` names it for ever where it could be told again."""

    kind: Kind
    translation_key: UUID
    locale: Locale
    count: int = 0
    on: date | None = None
    is_urgent: bool = False
    key: str = field(default_factory=lambda: uuid4().hex)


@transaction.atomic
def tell(people: Iterable[User], news: NotificationEvent) -> list[Notice]:
    """Leave a notification for each of ``people`` and return those that are new.

    Effects: notifications that it settles and that no mail has yet are deleted; one of the same
    kind about the same translation that no mail has yet is replaced, so that a digest names it
    once; mails of those who want to know at once are enqueued.
    """
    ids = sorted({person.pk for person in people})
    settle(news.kind, news.translation_key, news.locale)
    if not ids:
        return []
    now = timezone.now()
    wanted = _deliveries(ids, news.kind)
    made = [_notice(pk, news, wanted.get(pk, DEFAULT_DELIVERY), now) for pk in ids]
    known = set(
        Notice.objects.filter(recipient__in=ids, key=news.key).values_list("recipient", flat=True)
    )
    new = [notice for notice in made if notice.recipient_id not in known]
    _unmailed(news.translation_key, news.locale).filter(
        kind=news.kind, recipient__in=[notice.recipient_id for notice in new]
    ).delete()
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    for notice in new:
        _hurry(notice, now)
    return new


def settle(kind: Kind, translation_key: UUID, locale: Locale) -> None:
    """Take back what ``kind`` makes untrue, as far as nobody has been told by mail."""
    if settled := SETTLED_BY.get(kind):
        _unmailed(translation_key, locale).filter(kind__in=settled).delete()


def _unmailed(translation_key: UUID, locale: Locale) -> QuerySet[Notice]:
    waiting = Notice.objects.filter(translation_key=translation_key, locale=locale, mail=None)
    return waiting.exclude(delivery=Delivery.NEVER)


def _deliveries(ids: list[int], kind: Kind) -> dict[int, Delivery]:
    chosen = NoticePreference.objects.filter(user__in=ids, kind=kind)
    return {pk: Delivery(value) for pk, value in chosen.values_list("user", "delivery")}


def _notice(recipient_id: int, news: NotificationEvent, wanted: Delivery, now: datetime) -> Notice:
    is_hurried = news.is_urgent and wanted is not Delivery.NEVER
    return Notice(
        recipient_id=recipient_id,
        kind=news.kind,
        key=news.key,
        translation_key=news.translation_key,
        locale=news.locale,
        count=news.count,
        on=news.on,
        is_urgent=news.is_urgent,
        delivery=Delivery.AT_ONCE if is_hurried else wanted,
        created_at=now,
    )


def _hurry(notice: Notice, now: datetime) -> None:
    if notice.delivery == Delivery.AT_ONCE:
        enqueue(
            AT_ONCE,
            key=f"person:{notice.recipient_id}",
            run_after=None if notice.is_urgent else now + GATHERING,
            person_id=notice.recipient_id,
        )
