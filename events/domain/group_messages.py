"""One message to the people of a group, each in their language, sent once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.background.models import Letter
from cms.background.models.letter import LetterState
from cms.core import locales
from cms.users.models import User
from events.enums import LetterKind
from events.models import Group, GroupMessage, Registration

from .notifications import tell


class MessageText(NamedTuple):
    """A subject and a text, and the language they are in."""

    language: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class AudienceShare:
    """How many people who read ``language`` get which wording."""

    language: str
    count: int
    wording: MessageText


def draft(group: Group, *, states: list[str], texts: Mapping[str, Any], by: User) -> GroupMessage:
    """Keep a message that is to be looked at before it goes out. ``texts`` as in the model."""
    return GroupMessage.objects.create(group=group, states=states, texts=dict(texts), by=by)


def audience(message: GroupMessage) -> QuerySet[Registration]:
    """Return who gets the message: those in its states who can be written to."""
    people = Registration.objects.filter(group=message.group_id, state__in=message.states)
    return people.exclude(email="").order_by("number")


def unreachable(message: GroupMessage) -> QuerySet[Registration]:
    """Return who would get it, but left no address."""
    people = Registration.objects.filter(group=message.group_id, state__in=message.states)
    return people.filter(email="").order_by("number")


def wording(message: GroupMessage, language: str) -> MessageText:
    """Return what somebody who reads ``language`` gets: the source's text where there is none."""
    code = language if message.texts.get(language, {}).get("text") else locales.SOURCE
    return MessageText(code, message.texts[code]["subject"], message.texts[code]["text"])


def page_helpfulness(message: GroupMessage) -> list[AudienceShare]:
    """Return how many get it in which language, in the order of the site's languages."""
    counts = Counter(audience(message).order_by().values_list("locale", flat=True))
    return [
        AudienceShare(code, counts[code], wording(message, code))
        for code in locales.CODES
        if counts[code]
    ]


def handed_over(message: GroupMessage) -> int:
    """Return how many of its letters the mail server has taken."""
    letters = Letter.objects.filter(key__startswith=f"events.{LetterKind.MESSAGE}:{message.pk}:")
    return letters.filter(state=LetterState.SENT).count()


@transaction.atomic
def send(message_id: int) -> int:
    """Write a letter for each person, in one transaction; return how many.

    A message that is sent already stays so: the answer is the number of its letters.
    """
    message = GroupMessage.objects.select_for_update().get(pk=message_id)
    if message.sent_at is None:
        people = list(audience(message))
        for person in people:
            key = f"{message.pk}:{person.pk}"
            tell(person, LetterKind.MESSAGE, about=message.pk, key=key)
        message.sent_at, message.recipients = timezone.now(), len(people)
        message.save(update_fields=["sent_at", "recipients"])
    return message.recipients
