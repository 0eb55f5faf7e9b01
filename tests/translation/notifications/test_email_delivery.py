"""When mails go out, to whom, and that each does once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.utils import timezone

from cms.background.jobs.models import Job
from cms.translation.notifications.domain import email_delivery
from cms.translation.notifications.domain.dispatch import tell
from cms.translation.notifications.enums import Delivery, Kind, MailState
from cms.translation.notifications.models import Mail, Notice
from tests.factories import UserFactory
from tests.translation.notifications.notification_helpers import news, prefer, tell_one, work

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
# Seven o'clock in Warsaw: an hour earlier by UTC in winter, two in summer.
WINTER = datetime(2026, 12, 3, 6, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 3, 5, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("hour", [WINTER, SUMMER])
def test_the_digest_waits_for_its_hour_in_warsaw(hour: datetime) -> None:
    tell_one(UserFactory())
    made = [
        email_delivery.gather_digests(moment) for moment in (hour - MINUTE, hour, hour + MINUTE)
    ]
    assert made == [0, 1, 0]


def test_a_person_gets_one_digest_a_day_and_the_rest_the_next() -> None:
    user = UserFactory()
    tell_one(user)
    tell_one(user, Kind.SUBMITTED)
    email_delivery.gather_digests(WINTER)
    tell_one(user, Kind.APPROVED)
    later = [email_delivery.gather_digests(WINTER + timedelta(hours=h)) for h in (1, 24)]
    assert later == [0, 1]
    work()
    assert [message.to for message in outbox.outbox] == [[user.email], [user.email]]
    assert [each.notices.count() for each in Mail.objects.order_by("day")] == [2, 1]


def test_whoever_wants_to_know_at_once_gets_one_mail_for_what_comes_together() -> None:
    user = UserFactory()
    prefer(user, Delivery.AT_ONCE)
    for _number in range(3):
        tell_one(user)
    work()
    assert outbox.outbox == []
    Job.objects.update(run_after=timezone.now())
    work()
    assert [message.to for message in outbox.outbox] == [[user.email]]


def test_what_is_urgent_goes_out_without_waiting() -> None:
    user = UserFactory()
    tell_one(user, Kind.FELL_BEHIND, is_urgent=True)
    work()
    assert [message.to for message in outbox.outbox] == [[user.email]]
    assert email_delivery.gather_digests(WINTER) == 0


def test_never_means_never_though_the_list_keeps_it() -> None:
    user = UserFactory()
    prefer(user, Delivery.NEVER, Kind.FELL_BEHIND)
    tell_one(user, Kind.FELL_BEHIND, is_urgent=True)
    work()
    assert (outbox.outbox, email_delivery.gather_digests(WINTER)) == ([], 0)
    assert Notice.objects.filter(recipient=user).count() == 1


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}])
def test_who_left_or_has_no_address_gets_nothing(fields: dict[str, Any]) -> None:
    user = UserFactory()
    tell_one(user)
    type(user).objects.filter(pk=user.pk).update(**fields)
    email_delivery.gather_digests(WINTER)
    work()
    assert (outbox.outbox, Mail.objects.get().state) == ([], MailState.DROPPED)


def sent_mail() -> Mail:
    tell_one(UserFactory())
    email_delivery.gather_digests(WINTER)
    work()
    return Mail.objects.get()


def test_a_mail_that_is_sent_is_not_sent_again() -> None:
    mail = sent_mail()
    email_delivery.send(str(mail.pk), job_key="another")
    assert (len(outbox.outbox), mail.state) == (1, MailState.SENT)


def test_a_mail_whose_sender_died_goes_out_with_the_same_message_id() -> None:
    mail = sent_mail()
    died = timezone.now() - email_delivery.CLAIM - MINUTE
    Mail.objects.update(state=MailState.SENDING, sent_at=None, claimed_at=died, claimed_by="dead")
    email_delivery.send(str(mail.pk), job_key="alive")
    ids = [message.extra_headers["Message-ID"] for message in outbox.outbox]
    assert ids == [f"<{mail.pk}@example.org>"] * 2
    assert outbox.outbox[0].body == outbox.outbox[1].body


def test_two_jobs_do_not_send_one_mail_at_the_same_time() -> None:
    mail = sent_mail()
    now = timezone.now()
    Mail.objects.update(state=MailState.SENDING, sent_at=None, claimed_at=now, claimed_by="first")
    with pytest.raises(email_delivery.MailBusyError):
        email_delivery.send(str(mail.pk), job_key="second")
    assert len(outbox.outbox) == 1


def test_jobs_carry_no_personal_data() -> None:
    user = UserFactory()
    tell_one(user, is_urgent=True)
    email_delivery.gather(user.pk)
    args = [job.args for job in Job.objects.filter(name__startswith="notices.").order_by("name")]
    assert args == [{"person_id": user.pk}, {"mail_id": str(Mail.objects.get().pk)}]


def test_the_same_news_is_told_once() -> None:
    user = UserFactory()
    same = news(key="due:once")
    assert [len(tell([user], same)), len(tell([user, user], same))] == [1, 0]


def test_after_ninety_days_it_is_forgotten_and_with_the_account_at_once() -> None:
    mail = sent_mail()
    email_delivery.forget(timezone.now() + timedelta(days=89))
    assert (Mail.objects.count(), Notice.objects.count()) == (1, 1)
    email_delivery.forget(timezone.now() + timedelta(days=91))
    assert (Mail.objects.count(), Notice.objects.count()) == (0, 0)
    tell_one(mail.recipient)
    mail.recipient.delete()
    assert Notice.objects.count() == 0
