"""What activities hold of a person, by the address they signed up with: all of it, or gone."""

from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from cms.background.models import Letter
from cms.cases.domain.personal_data import Source
from cms.cases.rules.email_addresses import normalised
from events.enums import COMING, CONCERNED, LetterKind
from events.models import Certificate, GroupMessage, Participant, Registration

from . import registrations
from .group_messages import wording
from .registrations.capacity import span_of
from .retention import EMPTIED, anonymise

JSON = dict[str, Any]


def _addresses() -> set[str]:
    return {*Registration.objects.exclude(email="").values_list("email", flat=True).iterator()}


def _of(email: str) -> QuerySet[Registration]:
    known = Registration.objects.exclude(email="").values_list("pk", "email").iterator()
    return Registration.objects.filter(
        pk__in=[pk for pk, typed in known if normalised(typed) == email]
    )


def _export(email: str) -> list[JSON]:
    found = _of(email).select_related("group__activity").prefetch_related("participants")
    return [_exported(registration) for registration in found]


def _exported(registration: Registration) -> JSON:
    group = registration.group
    people = Participant.everybody.filter(registration=registration)
    return {
        "activity": group.activity.title,
        "group": group.name,
        "state": registration.state,
        "language": registration.locale,
        "places": registration.size,
        "ages": [one.age for one in registration.participants.all()],
        "participants": [_participant(one) for one in people],
        "level": registration.level,
        "signed_up_at": registration.created_at.isoformat(),
        "consented_at": registration.consented_at.isoformat(),
        "contact": {name: getattr(registration, name) for name in EMPTIED},
        "messages": _messages(registration),
        "log": [
            {"at": line.at.isoformat(), "action": line.action, "reason": line.reason}
            for line in registration.log.order_by("pk")
        ],
    }


def _participant(one: Participant) -> JSON:
    noted = one.attendance.select_related("occurrence__group").order_by("occurrence__starts_at")
    return {
        "name": one.name,
        "age": one.age,
        "joined_at": one.joined_at.isoformat(),
        "left_at": one.left_at.isoformat() if one.left_at else None,
        "certificates": [
            {"number": each.number, "name": each.name, **each.facts}
            for each in Certificate.objects.filter(participant=one)
        ],
        "attendance": [
            {
                "group": each.occurrence.group.name,
                "starts_at": each.occurrence.starts_at.isoformat(),
                "is_present": each.is_present,
                "noted_at": each.noted_at.isoformat(),
            }
            for each in noted
        ],
    }


def _messages(registration: Registration) -> list[JSON]:
    """Return the messages to a group that somebody was sent, as long as letters are kept."""
    letters = Letter.objects.filter(
        kind=f"events.{LetterKind.MESSAGE}", subject_id__startswith=f"{registration.pk}:"
    )
    ids = [each.rpartition(":")[2] for each in letters.values_list("subject_id", flat=True)]
    return [
        {"at": one.sent_at.isoformat() if one.sent_at else None}
        | wording(one, registration.locale)._asdict()
        for one in GroupMessage.objects.filter(pk__in=ids)
    ]


def _erase(email: str) -> int:
    """Withdraw who still holds or waits for places, so that others get them, and empty the rest."""
    ids = list(_of(email).values_list("pk", flat=True))
    for registration_id in ids:
        _erase_one(registration_id)
    return len(ids)


def _erase_one(registration_id: UUID) -> None:
    registration = Registration.objects.get(pk=registration_id)
    if registration.state in CONCERNED and not _took_part(registration):
        registrations.withdraw(registration_id)
    anonymise(Registration.objects.get(pk=registration_id))


def _took_part(registration: Registration) -> bool:
    """Tell whether somebody had a place until the end: that is not unsaid by erasing who it was."""
    span = span_of(registration.group_id, timezone.now())
    return registration.state in COMING and span.has_begun_its_last


def _named(count: int) -> str:
    return ngettext(
        "%(count)s sign-up for activities", "%(count)s sign-ups for activities", count
    ) % {"count": count}


# Registrations of a person, by the address that letters go to.
REGISTRATIONS: Final = Source(export=_export, erase=_erase, named=_named, addresses=_addresses)
