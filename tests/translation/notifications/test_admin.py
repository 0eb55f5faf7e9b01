"""One's own list, one's own choices, and Wagtail's mails about translations."""

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse

from cms.translation.base.domain import review_workflow
from cms.translation.notifications.enums import DEFAULT_DELIVERY, Delivery, Kind
from cms.translation.notifications.models import NoticePreference
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import fresh, run_checks, start, submit, translate
from tests.translation.notifications.notification_helpers import tell_one

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def texts(user: User) -> list[str]:
    found = browser_of(user).get(reverse("notices:index"))
    return [line.text for line in found.context["lines"]]


def test_everybody_sees_their_own_notices_only() -> None:
    mine, other = (UserFactory(role=roles.translators("uk")) for _number in range(2))
    page = ContentPageFactory(title="Praca")
    tell_one(mine, about=page.translation_key)
    assert [len(texts(mine)), len(texts(other))] == [1, 0]


def test_the_list_is_in_pages() -> None:
    mine = UserFactory(role=roles.translators("uk"))
    for _number in range(51):
        tell_one(mine)
    second = browser_of(mine).get(reverse("notices:index"), {"p": "2"})
    assert (len(texts(mine)), len(second.context["lines"])) == (50, 1)


def test_the_list_is_closed_to_strangers() -> None:
    assert Client().get(reverse("notices:index")).status_code == 302


def save_account(user: User, **choices: str) -> int:
    fields = {f"notices-{kind.value}": DEFAULT_DELIVERY.value for kind in Kind}
    fields |= {f"notices-{kind}": value for kind, value in choices.items()}
    fields |= {
        "name_email-first_name": "Olha",
        "name_email-last_name": "Kit",
        "name_email-email": user.email,
        "locale-preferred_language": "uk",
        "locale-current_time_zone": "Europe/Warsaw",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }
    return browser_of(user).post(reverse("wagtailadmin_account"), fields).status_code


def test_choices_are_kept_in_the_account_settings() -> None:
    user = UserFactory(role=roles.translators("uk"))
    for wanted in (Delivery.AT_ONCE, Delivery.NEVER):
        assert save_account(user, assigned=wanted) == 302
        kept = NoticePreference.objects.filter(user=user)
        assert dict(kept.values_list("kind", "delivery")) == {
            kind.value: wanted if kind is Kind.ASSIGNED else DEFAULT_DELIVERY for kind in Kind
        }
    assert tell_one(user).delivery == Delivery.NEVER


def test_a_choice_that_does_not_exist_is_refused() -> None:
    user = UserFactory(role=roles.translators("uk"))
    assert save_account(user, assigned="hourly") == 200
    assert NoticePreference.objects.count() == 0


def test_wagtail_sends_no_mails_of_its_own_about_translations() -> None:
    mine = UserFactory(role=roles.translators("uk"))
    checks = UserFactory(role=roles.language_reviewers("uk"))
    translation = start(ContentPageFactory(), "uk")
    translate(translation)
    submit(translation, user=mine)
    review_workflow.send_back(translation, user=checks, comment="kanarek")
    assert outbox.outbox == []


def test_wagtail_still_tells_of_polish_pages() -> None:
    author, lawyer = UserFactory(role=roles.AUTHORS), UserFactory(role=roles.LEGAL_REVIEWERS)
    page = fresh(ContentPageFactory())
    page.save_revision()
    page.get_workflow().start(page, author)
    run_checks()
    assert lawyer.email in {address for message in outbox.outbox for address in message.to}
