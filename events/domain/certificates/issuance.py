"""Certificates are issued once, numbered, kept as they are, and their person is told."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypedDict

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cms.background.outbox.funding_line import funding
from cms.core import locales
from cms.users.models import User
from events.domain.display_names import address_of, named
from events.domain.expected_attendance import held
from events.domain.notifications import tell
from events.domain.registrations.locks import locked_for
from events.enums import COMING, LetterKind
from events.models import Certificate, Registration

from .eligibility import CertificateEligibility, earned, name_of


class Facts(TypedDict):
    """What a certificate says in any language. Texts by locale; moments ISO 8601 in UTC."""

    titles: dict[str, dict[str, str]]
    funding: dict[str, dict[str, str]]
    site: str
    organiser: str
    level: str
    is_online: bool
    address: str
    first: str
    last: str
    attended: int
    dates: int
    minutes: int


def issued(registration: Registration) -> list[Certificate]:
    """Return the certificates of who takes part, of each participant and group the latest."""
    found: dict[tuple[int, int], Certificate] = {}
    rows = Certificate.objects.filter(participant__registration=registration).exclude(name="")
    for one in rows.select_related("group"):
        found[one.participant_id, one.group_id] = one
    return list(found.values())


def issue(
    registration: Registration,
    *,
    by: User | None = None,
    anew: bool = False,
    now: datetime | None = None,
) -> list[Certificate]:
    """Issue what is earned and not issued yet, and tell the person; return the new ones.

    Nobody gets one without a name: the letter asks for it. ``anew``: an organiser corrected
    something, and new ones are issued beside those that stay as they were. Raises BusyError.
    """
    now = now or timezone.now()
    with locked_for(registration.pk) as (_places, found):
        people = earned(found, now)
        known = set() if anew else _known(found)
        wanted = [one for one in people if one.participant.pk not in known]
        made = [_make(one, by, now) for one in wanted if name_of(one.participant)]
        if wanted:
            _tell(found, made, is_complete=len(made) == len(wanted))
    return made


def issue_due(now: datetime | None = None) -> int:
    """Issue whatever is due in groups that are over; return how many certificates are new."""
    now = now or timezone.now()
    return sum(len(issue(one, now=now)) for one in _due(now))


def _due(now: datetime) -> QuerySet[Registration]:
    to_come = held().filter(group=OuterRef("group"), ends_at__gt=now)
    found = Registration.objects.filter(
        ~Exists(to_come),
        group__has_certificates=True,
        state__in=COMING,
        anonymised_at=None,
        participants__attendance__is_present=True,
    )
    return found.select_related("group__activity").order_by("group", "number").distinct()


def _known(registration: Registration) -> set[int]:
    rows = Certificate.objects.filter(
        participant__registration=registration, group=registration.group_id
    )
    return set(rows.values_list("participant", flat=True))


def _make(one: CertificateEligibility, by: User | None, now: datetime) -> Certificate:
    return Certificate.objects.create(
        participant=one.participant,
        group=one.participant.registration.group,
        issued_at=now,
        by=by,
        name=name_of(one.participant),
        facts=_facts(one),
    )


def _tell(registration: Registration, made: Iterable[Certificate], *, is_complete: bool) -> None:
    """Post one letter for the same certificates, and one where a name is missing."""
    numbers = ",".join(str(one.pk) for one in made)
    key = f"{registration.pk}:{registration.group_id}:{numbers or 'name'}"
    tell(registration, LetterKind.CERTIFICATE, key=key if is_complete else f"{key}:name")


def _facts(one: CertificateEligibility) -> dict[str, Any]:
    group = one.participant.registration.group
    titles = {code: named(group.activity, code) for code in locales.CODES}
    lines = {code: funding(code) for code in locales.CODES}
    facts: Facts = {
        "titles": {code: {"title": n.title, "lang": n.lang} for code, n in titles.items()},
        "funding": {code: asdict(line) for code, line in lines.items()},
        "site": settings.WAGTAIL_SITE_NAME,
        "organiser": group.activity.organiser,
        "level": group.level,
        "is_online": group.is_online,
        "address": address_of(group),
        "first": one.dates[0].starts_at.isoformat(),
        "last": one.dates[-1].ends_at.isoformat(),
        "attended": len(one.attended),
        "dates": len(one.dates),
        "minutes": one.minutes,
    }
    return dict(facts)
