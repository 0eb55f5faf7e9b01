"""Organisers are told of sign-ups, withdrawals and free places as they have chosen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from cms.background.models import Letter
from cms.background.outbox import Mail
from events.domain import registrations
from events.domain.organiser_notifications import choose, compose, tell_organisers
from events.enums import Delivery
from tests.events.organiser_client import client_of, organiser
from tests.factories import UserFactory
from tests.factories.events import ActivityPageFactory, open_group, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def day(number: int, hour: int = 10) -> datetime:
    """Return a moment some days from now, UTC."""
    return (timezone.now() + timedelta(days=number)).astimezone(UTC).replace(hour=hour, minute=5)


def mails() -> list[Mail]:
    found = [compose(each.subject_id) for each in Letter.objects.filter(kind="events.organiser")]
    return [mail for mail in found if mail is not None]


def test_one_mail_a_day_says_what_happened_and_names_nobody() -> None:
    account = organiser()
    UserFactory(email="obcy@example.org")
    tell_organisers(day(1))
    group = open_group(ActivityPageFactory(title="Półkolonie"), capacity=3)
    one, _two = sign_up(group, name="Ola"), sign_up(group)
    sign_up(group, 3)
    registrations.withdraw(one.pk)
    assert tell_organisers(day(1, 15)) == 0
    assert tell_organisers(day(2)) == 1
    assert tell_organisers(day(2, 15)) == 0
    assert tell_organisers(day(3)) == 0
    (mail,) = mails()
    assert (mail.to, mail.language) == (account.email, "en")
    assert mail.paragraphs == [
        (
            "Półkolonie (A)\n3 signed up, 1 left, free places: 2 of 3, waited for: 3\n"
            "The first on the waiting list needs 3 places. Decide at the desk."
        )
    ]


def test_not_before_seven_and_at_once_or_never_as_one_likes() -> None:
    group, account = open_group(), organiser()
    choose(account, Delivery.DAILY)
    sign_up(group)
    assert tell_organisers(day(2, 3)) == 0
    choose(account, Delivery.AT_ONCE)
    assert tell_organisers(day(2, 3)) == 1
    sign_up(group)
    assert tell_organisers(day(2, 4)) == 1
    choose(account, Delivery.NEVER)
    sign_up(group)
    assert tell_organisers(day(3)) == 0
    choose(account, Delivery.AT_ONCE)
    assert tell_organisers(day(4)) == 0


def test_what_one_did_oneself_and_what_was_before_is_no_news() -> None:
    group, account = open_group(), organiser()
    sign_up(group)
    choose(account, Delivery.AT_ONCE)
    sign_up(group, by=account)
    assert tell_organisers(day(2)) == 0


def test_who_runs_activities_no_more_gets_no_mail() -> None:
    group, account = open_group(), organiser()
    choose(account, Delivery.AT_ONCE)
    sign_up(group)
    assert tell_organisers(day(2)) == 1
    account.groups.clear()
    assert mails() == []


def test_the_choice_stands_in_the_account_settings_of_organisers_only() -> None:
    account, stranger = organiser(), UserFactory(is_superuser=False)
    shown = client_of(account).get("/admin/account/").content.decode()
    assert "activities-delivery" in shown
    assert "activities-delivery" not in client_of(stranger).get("/admin/account/").content.decode()
