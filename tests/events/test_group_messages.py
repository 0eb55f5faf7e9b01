"""Writing to a group: everybody in their language, once."""

from typing import Any

import pytest
from django.core import mail

from cms.background import outbox
from cms.background.models import Letter
from events.domain import group_messages, registrations
from events.models import Group, GroupMessage
from tests.events.organiser_client import at_desk, context, desk, said
from tests.factories.events import add_series, open_group, sign_up

pytestmark = pytest.mark.django_db

FORM = {
    "states": ["confirmed", "waiting"],
    "subject_pl": "Inna sala",
    "text_pl": "Spotykamy się w sali 5.",
    "subject_uk": "Інша зала",
    "text_uk": "Зустрічаємося в залі 5.",
}


def people() -> Group:
    """Return a group: two have places, one of them was not asked for an address, two wait."""
    group = open_group(capacity=2)
    add_series(group)
    sign_up(group, locale="uk", email="uk@example.org")
    sign_up(group, locale="ru", email="", phone="+48 000 000 000")
    sign_up(group, locale="en", email="en@example.org")
    sign_up(group, locale="uk", email="uk2@example.org")
    registrations.withdraw(sign_up(group, locale="pl", email="gone@example.org").pk)
    Letter.objects.all().delete()
    return group


def write(group: Group, **fields: Any) -> Any:
    return at_desk().post(desk("message_write", group.pk), {**FORM, **fields})


def test_before_anything_is_sent_the_organiser_sees_who_gets_what() -> None:
    write(people())
    message = GroupMessage.objects.get()
    shown = context(at_desk(), "message", message.pk)
    rows = [(each.language, each.count, each.wording.language) for each in shown["shares"]]
    assert rows == [("en", 1, "pl"), ("uk", 2, "uk")]
    assert [each.phone for each in shown["unreachable"]] == ["+48 000 000 000"]
    assert (message.sent_at, Letter.objects.count()) == (None, 0)


def test_everybody_gets_one_mail_in_their_language_however_often_it_is_sent() -> None:
    write(people())
    message = GroupMessage.objects.get()
    for _press in range(2):
        assert said(at_desk().post(desk("message_send", message.pk))) == ["Sent to 3 people."]
    for letter in Letter.objects.all():
        outbox.send(str(letter.pk), job_key="a")
    title = message.group.activity.title
    assert sorted((each.to[0], each.subject) for each in mail.outbox) == [
        ("en@example.org", f"Inna sala: {title}"),
        ("uk2@example.org", f"Інша зала: {title}"),
        ("uk@example.org", f"Інша зала: {title}"),
    ]
    message.refresh_from_db()
    assert (message.recipients, group_messages.handed_over(message)) == (3, 3)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text_pl": ""}, "text_pl"),
        ({"states": []}, "states"),
        ({"subject_en": "Another room"}, "text_en"),
        ({"subject_uk": ""}, "subject_uk"),
    ],
)
def test_a_message_that_is_half_written_is_refused(fields: dict[str, Any], wrong: str) -> None:
    answer = write(people(), **fields)
    assert list(answer.context["form"].errors) == [wrong]
    assert GroupMessage.objects.count() == 0


def test_a_subject_is_one_line() -> None:
    write(people(), subject_pl="Sala\nBcc: b@example.org")
    assert GroupMessage.objects.get().texts["pl"]["subject"] == "Sala Bcc: b@example.org"


def test_a_draft_is_changed_or_discarded_and_what_was_sent_stays() -> None:
    group, client = people(), at_desk()
    write(group)
    former = GroupMessage.objects.get()
    address = f"{desk('message_write', group.pk)}?draft={former.pk}"
    assert client.get(address).context["form"]["subject_uk"].value() == "Інша зала"
    client.post(address, {**FORM, "subject_pl": "Sala 6"})
    message = GroupMessage.objects.get()
    assert message.texts["pl"]["subject"] == "Sala 6"
    group_messages.send(message.pk)
    client.post(desk("message_discard", message.pk))
    assert GroupMessage.objects.get() == message
    write(group)
    client.post(desk("message_discard", GroupMessage.objects.get(sent_at=None).pk))
    assert GroupMessage.objects.get() == message
