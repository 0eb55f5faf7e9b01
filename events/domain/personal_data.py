"""What activities hold of a person, by the address they signed up with: all of it, or gone."""

from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import ngettext

from cms.desk.domain.person_data import Source
from cms.desk.rules.addresses import normalised
from events.enums import CONCERNED
from events.models import Registration

from . import places
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
    return {
        "activity": group.activity.title,
        "group": group.name,
        "state": registration.state,
        "language": registration.locale,
        "places": registration.size,
        "ages": [one.age for one in registration.participants.all()],
        "level": registration.level,
        "signed_up_at": registration.created_at.isoformat(),
        "consented_at": registration.consented_at.isoformat(),
        "contact": {name: getattr(registration, name) for name in EMPTIED},
    }


def _erase(email: str) -> int:
    """Withdraw who still holds or waits for places, so that others get them, and empty the rest."""
    ids = list(_of(email).values_list("pk", flat=True))
    for registration_id in ids:
        _erase_one(registration_id)
    return len(ids)


def _erase_one(registration_id: UUID) -> None:
    if Registration.objects.filter(pk=registration_id, state__in=CONCERNED).exists():
        places.withdraw(registration_id)
    anonymise(Registration.objects.get(pk=registration_id))


def _named(count: int) -> str:
    return ngettext(
        "%(count)s sign-up for activities", "%(count)s sign-ups for activities", count
    ) % {"count": count}


# Registrations of a person, by the address that letters go to.
REGISTRATIONS: Final = Source(export=_export, erase=_erase, named=_named, addresses=_addresses)
