"""The page that lets letters go which a restore holds."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.background.models import Letter, LetterHold
from cms.background.models.letter import LetterState
from cms.background.outbox import delivery_hold
from cms.content.editorial.admin.held_letters import RELEASED, HeldLettersView
from cms.users import roles
from cms.users.models import User
from tests.factories import UserFactory
from tests.factories.cases import new_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    account: User = UserFactory(administrator=True)
    return account


def held() -> tuple[Letter, Letter]:
    """Return a letter that waited in the copy, and one that was written after the restore."""
    new_case(email="przed@example.org")
    delivery_hold.hold(timezone.now())
    new_case(email="po@example.org")
    before, after = Letter.objects.filter(kind="desk.received").order_by("created_at")
    return before, after


@pytest.mark.parametrize(
    ("button", "left_out"), [("drop", LetterState.DROPPED), ("all", LetterState.WAITING)]
)
def test_an_administrator_lets_all_go_or_the_new_ones_only(
    client: Client, by: User, button: str, left_out: str
) -> None:
    before, after = held()
    client.force_login(by)
    url = reverse("editorial:held_letters")
    assert client.get(url).context["uncertain"] == 1
    client.post(url, {button: ""})
    assert not LetterHold.objects.exists()
    states = [Letter.objects.get(pk=letter.pk).state for letter in (before, after)]
    assert states == [left_out, LetterState.WAITING]
    entry = ModelLogEntry.objects.get(action=RELEASED)
    assert entry.user == by
    assert client.get(url).context["held"] is None
    client.post(url, {button: ""})
    assert ModelLogEntry.objects.filter(action=RELEASED).count() == 1


def test_nobody_else_sees_the_page_or_lets_them_go(client: Client) -> None:
    held()
    client.force_login(UserFactory(role=roles.AUTHORS))
    url = reverse("editorial:held_letters")
    answers = [client.get(url), client.post(url, {"all": ""})]
    assert 200 not in {answer.status_code for answer in answers}
    assert LetterHold.objects.exists()


def test_the_page_is_called_what_it_is(client: Client, by: User) -> None:
    client.force_login(by)
    crumbs = client.get(reverse("editorial:held_letters")).context["breadcrumbs_items"]
    assert [crumb["url"] for crumb in crumbs][-1] == ""
    assert str(crumbs[-1]["label"]) == str(HeldLettersView.page_title)
