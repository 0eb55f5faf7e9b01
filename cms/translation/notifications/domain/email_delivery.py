"""Mails: which notifications go into one, and handing it over once."""

from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.background.jobs.api import enqueue
from cms.background.outbox.delivery_hold import refuse_while_held
from cms.translation.notifications.enums import ENDED, Delivery, MailState
from cms.translation.notifications.models import Mail, Notice
from cms.users.models import User

from .email_content import compose

SEND: Final = "notices.send"
# As long as a job's lease: after it, whoever claimed the mail is gone.
CLAIM: Final = timedelta(seconds=90)
KEPT: Final = timedelta(days=90)


class MailBusyError(Exception):
    """Another job is just sending this mail; it is asked again later."""


@transaction.atomic
def gather(person_id: int) -> Mail | None:
    """Put what a person is to know at once into a mail and enqueue it; None if there is nothing."""
    return _gather(person_id, Delivery.AT_ONCE, None)


@transaction.atomic
def gather_digests(now: datetime | None = None) -> int:
    """Make today's digests once the hour of ``NOTICES_DIGEST_AT`` (Warsaw) has come.

    A person gets one a day; what happens after it waits for the next. Returns how many were made.
    """
    local = timezone.localtime(now)
    if local.time() < settings.NOTICES_DIGEST_AT:
        return 0
    waiting = Notice.objects.filter(mail=None, delivery=Delivery.DIGEST)
    had = Mail.objects.filter(day=local.date()).values("recipient")
    people = User.objects.filter(pk__in=waiting.values("recipient")).exclude(pk__in=had)
    ids = people.order_by("pk").values_list("pk", flat=True)
    return sum(_gather(pk, Delivery.DIGEST, local.date()) is not None for pk in list(ids))


def _gather(person_id: int, delivery: Delivery, day: date | None) -> Mail | None:
    waiting = Notice.objects.select_for_update().filter(
        recipient=person_id, mail=None, delivery=delivery
    )
    ids = list(waiting.values_list("pk", flat=True))
    if not ids:
        return None
    mail = Mail.objects.create(
        recipient_id=person_id, delivery=delivery, day=day, created_at=timezone.now()
    )
    Notice.objects.filter(pk__in=ids).update(mail=mail)
    enqueue(SEND, key=f"mail:{mail.pk}", mail_id=str(mail.pk))
    return mail


def send(mail_id: str, *, job_key: str) -> None:
    """Claim the mail, hand it over, mark it sent; nothing for one that has ended.

    Call outside any transaction. A process that dies between handing over and marking leaves a
    claim; the mail then goes out again with the same ``Message-ID``, by which mail programs know
    it. Raises DeliveryHeldError after a restore, MailBusyError while another job sends it, and what
    the mail server raises.
    """
    refuse_while_held()
    mail = _claim(mail_id, job_key)
    if mail is None:
        return
    compose(mail).send()
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=timezone.now())


@transaction.atomic
def _claim(mail_id: str, job_key: str) -> Mail | None:
    mail = Mail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.state in ENDED:
        return None
    now = timezone.now()
    if mail.claimed_at and mail.claimed_by != job_key and mail.claimed_at > now - CLAIM:
        raise MailBusyError(str(mail.pk))
    person = mail.recipient
    is_wanted = person.is_active and person.email and mail.notices.exists()
    mail.state = MailState.SENDING if is_wanted else MailState.DROPPED
    mail.claimed_at, mail.claimed_by = now, job_key
    mail.save(update_fields=["state", "claimed_at", "claimed_by"])
    return mail if is_wanted else None


@transaction.atomic
def forget(now: datetime | None = None) -> None:
    """Delete notifications, and mails, of more than ninety days ago."""
    limit = (now or timezone.now()) - KEPT
    Notice.objects.filter(created_at__lt=limit).delete()
    Mail.objects.filter(created_at__lt=limit).delete()
