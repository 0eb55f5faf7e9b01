"""The demo's groups, dates and registrations, some weeks ahead of the day they are loaded."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import uuid4

from django.utils import timezone

from cms.background.models import Letter
from cms.background.models.letter import LetterState
from cms.core import access_tokens, locales
from events.domain import attendance, certificates, occurrences, registrations
from events.enums import OccurrenceState
from events.models import ActivityPage, Group, Occurrence, Participant, Series

from .content_files import PageFile

Facts = dict[str, Any]

VALUES: Final = (
    *("level", "age_from", "age_to", "languages", "has_childcare", "accessibility"),
    *("is_online", "online_url", "place", "street", "postcode", "city", "county"),
    *(
        "latitude",
        "longitude",
        "teaching_hours",
        "has_certificates",
        "is_moderated",
        "max_party",
        "questions",
    ),
)
A_WEEK: Final = timedelta(weeks=1)
PEOPLE: Final = ("Olena", "Amir", "Siarhiej", "Thi Mai", "Nino", "Joseph", "Zarina", "Maria")


def load(files: Iterable[PageFile], pages: dict[str, Any]) -> int:
    """Open the groups of all activities; return how many. Days are Warsaw's."""
    monday = _monday_of(timezone.localdate())
    found = [
        (pages[file.key], facts)
        for file in files
        if file.type == ActivityPage._meta.label
        for facts in file.facts["groups"]
    ]
    for page, facts in found:
        _open(page, facts, monday)
    certificates.issue_due()
    # Nobody reads what invented people are told; others need not wait for it.
    Letter.objects.filter(state=LetterState.WAITING).update(state=LetterState.DROPPED)
    return len(found)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _open(page: ActivityPage, facts: Facts, monday: date) -> None:
    group = registrations.open_group(
        page,
        name=facts["name"],
        capacity=facts["capacity"],
        by=None,
        **{name: facts[name] for name in VALUES if name in facts},
    )
    for line in facts["series"]:
        Series.objects.create(
            group=group,
            day=monday + timedelta(weeks=line["in_weeks"], days=line["weekday"] - 1),
            starts=time.fromisoformat(line["starts"]),
            minutes=line["minutes"],
            rule=line["rule"],
        )
    occurrences.apply_series(group.pk)
    _change_dates(group, facts)
    has_begun = "absent" in facts
    signed_up_at = group.occurrences.earliest("starts_at").starts_at - A_WEEK if has_begun else None
    for size in (*facts["taken"], *facts.get("waiting", ())):
        _sign_up(group, facts, size, signed_up_at)
    if has_begun:
        _note_attendance(group, facts["absent"])


def _note_attendance(group: Group, absent: dict[str, list[int]]) -> None:
    """Note who was there on the dates that are over: everybody but those ``absent``.

    Dates and people are named by their place in the order.
    """
    over = Occurrence.objects.filter(group=group, ends_at__lt=timezone.now())
    people = list(Participant.objects.filter(registration__group=group).order_by("pk"))
    for index, date_ in enumerate(over.order_by("starts_at")):
        missing = absent.get(str(index), [])
        there = {one.pk: place not in missing for place, one in enumerate(people)}
        attendance.record(date_.pk, there, by=None)


def _change_dates(group: Group, facts: Facts) -> None:
    """Cancel and move some dates; they are named by their place in the order."""
    planned = list(Occurrence.objects.filter(group=group, state=OccurrenceState.PLANNED))
    for index in facts.get("cancelled_dates", ()):
        occurrences.cancel_date(planned[index].pk, by=None)
    for index, minutes in facts.get("moved_dates", {}).items():
        later, date_ = timedelta(minutes=minutes), planned[int(index)]
        occurrences.move_date(date_.pk, date_.starts_at + later, date_.ends_at + later, by=None)


def _sign_up(group: Group, facts: Facts, size: int, at: datetime | None) -> None:
    """Sign somebody up, now or at a moment before the group began."""
    identity, number = uuid4(), group.registrations.count()
    asked = facts["questions"]
    wish = registrations.RegistrationInput(
        size=size,
        locale=locales.CODES[number % len(locales.CODES)],
        email=f"osoba-{group.pk}-{number + 1}@example.org",
        name=PEOPLE[number % len(PEOPLE)] if "name" in asked else "",
        phone=f"+48 000 000 {100 + number:03}" if "phone" in asked else "",
        level=facts.get("level", "") if "level" in asked else "",
        ages=tuple(facts["age_from"] + n % 4 for n in range(size)) if "ages" in asked else (),
        institution="Ośrodek Pomocy Społecznej (zmyślony)" if "institution" in asked else "",
        role="pracownik socjalny" if "institution" in asked else "",
    )
    token = access_tokens.derive("registration", identity)
    registrations.sign_up(
        group.pk, wish, registration_id=identity, token_digest=access_tokens.digest(token), now=at
    )
