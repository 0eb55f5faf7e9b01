"""The small steps that every change of places is made of. Call them with the places locked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Max, Min, Q, QuerySet

from cms.users.models import User
from events.domain.notifications import tell
from events.enums import (
    COMING,
    HOLDING,
    MOVES,
    Action,
    EndReason,
    LetterKind,
    OccurrenceState,
    RegistrationState,
)
from events.models import Attendance, Occurrence, PlaceEvent, Places, Registration
from events.rules.deadlines import offer_deadline

from .errors import NotPossibleError

_LETTERS: Final = {
    EndReason.EXPIRED: LetterKind.OFFER_EXPIRED,
    EndReason.CANCELLED: LetterKind.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Span:
    """The dates of a group that were not cancelled: the first, the next to come, the last."""

    first_start: datetime | None
    next_start: datetime | None
    last_end: datetime | None

    @property
    def has_begun_its_last(self) -> bool:
        """Whether there were dates and none is to come."""
        return self.last_end is not None and self.next_start is None


def span_of(group_id: int, now: datetime) -> Span:
    """Return when a group meets; one query."""
    held = Occurrence.objects.filter(group=group_id).exclude(state=OccurrenceState.CANCELLED)
    found = held.aggregate(
        first_start=Min("starts_at"),
        next_start=Min("starts_at", filter=Q(starts_at__gt=now)),
        last_end=Max("ends_at"),
    )
    return Span(**found)


def free(places: Places) -> int:
    """Return how many places nobody has and nobody was offered."""
    return places.capacity - places.taken


def is_anybody_ahead(places: Places) -> bool:
    """Tell whether whoever comes now has to wait for somebody on the waiting list."""
    return waiting(places).filter(is_passed_over=False).exists()


def limit(places: Places) -> int:
    """Return how many places there are to be."""
    return places.capacity if places.wanted is None else places.wanted


def waiting(places: Places) -> QuerySet[Registration]:
    """Return the waiting list, the first one first."""
    return Registration.objects.filter(group=places.pk, state=RegistrationState.WAITING).order_by(
        "number"
    )


def next_number(places: Places) -> int:
    """Return the place in order of who comes now."""
    number = places.next_number
    places.next_number = number + 1
    return number


def move(registration: Registration, state: RegistrationState, places: Places) -> None:
    """Change the state and count the places. Raises NotPossibleError where no move leads."""
    if state not in MOVES[RegistrationState(registration.state)]:
        raise NotPossibleError(f"{registration.state} cannot become {state}.")
    held = registration.state in HOLDING
    holds = state in HOLDING
    places.taken += registration.size * (holds - held)
    registration.state = state
    if state != RegistrationState.OFFERED:
        registration.offered_until = None
    registration.is_passed_over = False


def save(places: Places, *registrations: Registration) -> None:
    """Write what was changed; places that are free go first where there are to be fewer."""
    if places.wanted is not None:
        places.capacity = min(places.capacity, max(places.wanted, places.taken))
        places.wanted = None if places.capacity == places.wanted else places.wanted
    places.save(update_fields=["taken", "next_number", "capacity", "wanted"])
    for registration in registrations:
        registration.save()


def note(
    places: Places,
    action: Action,
    registration: Registration | None = None,
    *,
    now: datetime,
    by: User | None = None,
    reason: EndReason | str = "",
    size: int | None = None,
) -> None:
    """Add a line to the log, with the numbers as they are now."""
    PlaceEvent.objects.create(
        group_id=places.pk,
        registration=registration,
        action=action,
        reason=reason,
        size=size if size is not None else (registration.size if registration else 0),
        has_place=None if registration is None else _has_place(registration, action),
        taken=places.taken,
        capacity=places.capacity,
        by=by,
        at=now,
    )


def _has_place(registration: Registration, action: Action) -> bool:
    return action != Action.MOVED_OUT and registration.state in COMING


def is_over_for(registration: Registration, now: datetime) -> bool:
    """Tell whether the last date of the group has begun and somebody's attendance was noted."""
    noted = Attendance.objects.filter(
        participant__registration=registration, occurrence__group=registration.group_id
    )
    return span_of(registration.group_id, now).has_begun_its_last and noted.exists()


def offer_freed(places: Places, now: datetime, *, but: Registration | None = None) -> None:
    """Offer what is free to those who wait, strictly in order.

    Nobody is passed over but by the organiser. Of an activity that is not public nothing is
    offered: people could not read what it is.
    """
    group = places.group
    if group.is_moderated or group.cancelled_at is not None or not group.activity.live:
        return
    span = span_of(group.pk, now)
    if span.has_begun_its_last:
        return
    for registration in waiting(places):
        if registration == but:
            continue
        if registration.size <= free(places):
            offer(registration, places, span, now=now)
        elif not registration.is_passed_over:
            return


def offer(
    registration: Registration, places: Places, span: Span, *, now: datetime, by: User | None = None
) -> None:
    """Hold the registration's places until a deadline, and tell."""
    move(registration, RegistrationState.OFFERED, places)
    registration.offered_until = offer_deadline(now, span.next_start)
    save(places, registration)
    note(places, Action.OFFERED if by is None else Action.PROMOTED, registration, now=now, by=by)
    tell(registration, LetterKind.OFFER)


def end(
    registration: Registration,
    places: Places,
    reason: EndReason,
    *,
    now: datetime,
    by: User | None = None,
) -> None:
    """Withdraw a registration whose places are locked; nothing is offered to others yet."""
    about = held(registration)
    move(registration, RegistrationState.WITHDRAWN, places)
    registration.end_reason = reason
    save(places, registration)
    note(places, Action.ENDED, registration, now=now, by=by, reason=reason)
    tell(registration, _LETTERS.get(reason, LetterKind.WITHDRAWN), about=about)


def held(registration: Registration) -> int | None:
    """Return in which group somebody has a place, for the letter that takes it away."""
    return registration.group_id if registration.state in COMING else None
