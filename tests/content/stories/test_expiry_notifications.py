"""What ends is told to publishers before and after: by mail and on the dashboard."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cms.background.jobs.runner import run_due
from cms.background.models import Letter
from cms.content.stories.domain import expiry_notifications, withdrawal
from cms.content.stories.models import Consent
from cms.core.task_summary import task_summary
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, ImageFactory, UserFactory
from tests.factories.bodies import body
from tests.factories.stories import ConsentFactory, StoryPageFactory

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.postgresql,
]

CANARY = "kanarek"


@pytest.fixture
def publisher() -> User:
    user: User = UserFactory(role=roles.PUBLISHERS, email="wydawca@example.org")
    UserFactory(role=roles.AUTHORS, email="autor@example.org")
    return user


def day(offset: int) -> date:
    return timezone.localdate() + timedelta(days=offset)


def ending(offset: int) -> Any:
    """Return a live story whose consent to data ends in so many days."""
    story = StoryPageFactory(title=CANARY, consents=("image",), draft=True)
    ConsentFactory(translation_key=story.translation_key, valid_until=day(offset))
    return story


def stages() -> list[str]:
    found = Letter.objects.filter(kind=expiry_notifications.KIND).order_by("created_at", "pk")
    return [subject.rpartition(":")[2] for subject in found.values_list("subject_id", flat=True)]


def words(user: User) -> list[tuple[int, str, bool]]:
    return [
        (step.count, step.url, step.is_urgent)
        for step in task_summary(user)
        if "consents/" in step.url
    ]


def test_each_stage_is_told_once_to_publishers_only(publisher: User) -> None:
    ending(30)
    for offset in (-1, 0, 0, 22, 23, 29, 30, 31, 31, 40):
        expiry_notifications.tell_what_ends(day(offset))
    assert stages() == ["soon", "urgent", "ended"]
    run_due()
    assert {tuple(sent.to) for sent in mail.outbox} == {("wydawca@example.org",)}
    assert len(mail.outbox) == 3
    assert [sent for sent in mail.outbox if CANARY in f"{sent.subject} {sent.body}"] == []


def test_what_another_record_carries_on_is_not_told(publisher: User) -> None:
    story = ending(5)
    ConsentFactory(translation_key=story.translation_key, valid_until=day(300))
    expiry_notifications.tell_what_ends()
    assert (stages(), words(publisher)) == ([], [])


def test_a_letter_that_became_untrue_is_not_sent(publisher: User) -> None:
    story = ending(5)
    expiry_notifications.tell_what_ends()
    ConsentFactory(translation_key=story.translation_key)
    run_due()
    assert mail.outbox == []


def test_a_withdrawal_is_told(publisher: User) -> None:
    story = StoryPageFactory()
    withdrawal.withdraw(Consent.objects.of(story.translation_key).get(kind="data"), user=None)
    assert stages() == ["withdrawn"]
    run_due()
    assert [sent.to for sent in mail.outbox] == [["wydawca@example.org"]]


@pytest.mark.parametrize(
    ("offset", "state", "is_urgent"),
    [(30, "expires_soon", False), (7, "expires_soon", True), (-1, "expired", True)],
)
def test_the_dashboard_says_what_ends(
    publisher: User, offset: int, state: str, is_urgent: bool
) -> None:
    ending(offset)
    assert words(publisher) == [(1, f"{reverse('consents:index')}?state={state}", is_urgent)]
    assert words(User.objects.get(email="autor@example.org")) == []


def test_the_dashboard_asks_about_pictures_that_are_left_elsewhere(publisher: User) -> None:
    image = ImageFactory()
    text = body(("image", {"image": image.pk, "alt": "Kobieta", "caption": ""}))
    story = StoryPageFactory(body=text)
    ContentPageFactory(body=text)
    consent = Consent.objects.of(story.translation_key).get(kind="image")
    Consent.objects.filter(pk=consent.pk).update(valid_until=day(-40))
    withdrawal.take_down(story.translation_key)
    ((count, url, is_urgent),) = words(publisher)
    assert (count, is_urgent) == (1, True)
    assert url == reverse("stories_pictures", args=[consent.pk])
