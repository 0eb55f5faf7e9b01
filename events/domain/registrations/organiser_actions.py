"""What organisers do with places: how many there are, who gets them, who goes where."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.users.models import User
from events.domain.notifications import tell
from events.enums import (
    CONCERNED,
    Action,
    EndReason,
    LetterKind,
    OccurrenceState,
    RegistrationState,
)
from events.models import ActivityPage, Group, Occurrence, Places, Registration

from . import capacity as books
from .errors import NoRoomError, NotPossibleError
from .locks import locked, locked_for

_NOT_YET_IN: Final = frozenset({RegistrationState.WAITING, RegistrationState.OFFERED})


@transaction.atomic
def open_group(
    activity: ActivityPage, *, capacity: int, by: User | None, **fields: object
) -> Group:
    """Create a group with its places; ``activity`` is the source page."""
    group = Group.objects.create(activity=activity, **fields)
    places = Places.objects.create(group=group, capacity=capacity)
    books.note(places, Action.RESIZED, now=timezone.now(), by=by, size=capacity)
    return group


def resize(group_id: int, capacity: int, *, by: User | None, now: datetime | None = None) -> int:
    """Set how many places there are to be; more are offered to those who wait.

    Nobody loses a place: where more are taken, what people give back is offered to nobody until
    there are no more than ``capacity``. Return how many there are now. Raises BusyError.
    """
    now = now or timezone.now()
    with locked(group_id) as (places,):
        if capacity != books.limit(places):
            places.wanted = capacity if capacity < places.taken else None
            places.capacity = max(capacity, places.taken)
            books.save(places)
            books.note(places, Action.RESIZED, now=now, by=by, size=capacity)
            books.offer_freed(places, now)
        return places.capacity


def pass_over(
    registration_id: UUID, *, by: User | None, now: datetime | None = None
) -> Registration:
    """Let those behind somebody go first who waits for more places than are free.

    They keep their place in order, and are offered places as soon as there are enough. Raises
    NotPossibleError when it fits or does not wait, BusyError.
    """
    now = now or timezone.now()
    with locked_for(registration_id) as (places, registration):
        waits = registration.state == RegistrationState.WAITING
        if not waits or registration.size <= books.free(places):
            raise NotPossibleError(registration.state)
        _set_passed_over(registration, places, is_passed_over=True, by=by, now=now)
        books.offer_freed(places, now)
    return registration


def hold_for(
    registration_id: UUID, *, by: User | None, now: datetime | None = None
) -> Registration:
    """Have those behind somebody wait for them again. Raises NotPossibleError, BusyError."""
    now = now or timezone.now()
    with locked_for(registration_id) as (places, registration):
        if registration.state != RegistrationState.WAITING:
            raise NotPossibleError(registration.state)
        _set_passed_over(registration, places, is_passed_over=False, by=by, now=now)
    return registration


def _set_passed_over(
    registration: Registration,
    places: Places,
    *,
    is_passed_over: bool,
    by: User | None,
    now: datetime,
) -> None:
    if registration.is_passed_over != is_passed_over:
        registration.is_passed_over = is_passed_over
        books.save(places, registration)
        action = Action.PASSED_OVER if is_passed_over else Action.HELD_FOR
        books.note(places, action, registration, now=now, by=by)


def promote(
    registration_id: UUID, *, by: User | None, offer: bool, now: datetime | None = None
) -> Registration:
    """Give or offer free places to somebody who waits, past the order.

    Raises NoRoomError, NotPossibleError, BusyError.
    """
    now = now or timezone.now()
    with locked_for(registration_id) as (places, registration):
        if registration.state not in _NOT_YET_IN:
            raise NotPossibleError(registration.state)
        waits = registration.state == RegistrationState.WAITING
        if waits and registration.size > books.free(places):
            raise NoRoomError
        if offer:
            span = books.span_of(places.pk, now)
            if span.has_begun_its_last:
                raise NotPossibleError("There is no date left to offer a place for.")
            books.offer(registration, places, span, now=now, by=by)
        else:
            books.move(registration, RegistrationState.CONFIRMED, places)
            books.save(places, registration)
            books.note(places, Action.PROMOTED, registration, now=now, by=by)
            tell(registration, LetterKind.CONFIRMATION)
    return registration


def put_back(
    registration_id: UUID, *, by: User | None, now: datetime | None = None
) -> Registration:
    """Put somebody at the end of the waiting list; their places go to the next.

    Raises NotPossibleError, BusyError.
    """
    now = now or timezone.now()
    with locked_for(registration_id) as (places, registration):
        if books.is_over_for(registration, now):
            raise NotPossibleError("It is over, and attendance was noted.")
        about = books.held(registration)
        books.move(registration, RegistrationState.WAITING, places)
        registration.number = books.next_number(places)
        books.save(places, registration)
        books.note(places, Action.RETURNED, registration, now=now, by=by)
        tell(registration, LetterKind.RETURNED, about=about)
        books.offer_freed(places, now, but=registration)
    return registration


def move(
    registration_id: UUID, group_id: int, *, by: User | None, now: datetime | None = None
) -> Registration:
    """Move somebody to another group: to a place if they had one and it fits, else to its list.

    The dates they were at remain theirs.

    Whoever waited and finds places free there is offered them at once.
    Raises NotPossibleError, BusyError, ``Group.DoesNotExist``.
    """
    now = now or timezone.now()
    origin = Registration.objects.values_list("group", flat=True).get(pk=registration_id)
    if origin == group_id:
        raise NotPossibleError("It is in this group.")
    with locked(origin, group_id) as (old, new):
        registration = Registration.objects.get(pk=registration_id)
        if registration.group_id != origin or registration.state not in CONCERNED:
            raise NotPossibleError(registration.state)
        if new.group.cancelled_at is not None:
            raise NotPossibleError("The other group is cancelled.")
        if books.is_over_for(registration, now):
            raise NotPossibleError("It is over, and attendance was noted.")
        about = books.held(registration)
        _leave(registration, old)
        books.note(old, Action.MOVED_OUT, registration, now=now, by=by)
        _enter(registration, new)
        books.note(new, Action.MOVED_IN, registration, now=now, by=by)
        tell(registration, LetterKind.MOVED, about=about)
        books.offer_freed(old, now)
        books.offer_freed(new, now)
    registration.refresh_from_db()
    return registration


def _leave(registration: Registration, places: Places) -> None:
    if registration.state != RegistrationState.WAITING:
        places.taken -= registration.size
        books.save(places)


def _enter(registration: Registration, places: Places) -> None:
    had_a_place = registration.state == RegistrationState.CONFIRMED
    fits = had_a_place and registration.size <= books.free(places)
    registration.state = RegistrationState.CONFIRMED if fits else RegistrationState.WAITING
    registration.offered_until, registration.is_passed_over = None, False
    registration.group = places.group
    registration.number = books.next_number(places)
    places.taken += registration.size if fits else 0
    books.save(places, registration)


def cancel_group(group_id: int, *, by: User | None, now: datetime | None = None) -> None:
    """Cancel a group for good: its coming dates, its registrations; tell everybody concerned."""
    now = now or timezone.now()
    with locked(group_id) as (places,):
        group = places.group
        if group.cancelled_at is not None:
            return
        group.cancelled_at = now
        group.save(update_fields=["cancelled_at"])
        coming = Occurrence.objects.filter(group=group, starts_at__gt=now)
        coming.exclude(state=OccurrenceState.CANCELLED).update(
            state=OccurrenceState.CANCELLED, sequence=F("sequence") + 1, changed_at=now
        )
        for registration in Registration.objects.filter(group=group, state__in=CONCERNED):
            if not books.is_over_for(registration, now):
                books.end(registration, places, EndReason.CANCELLED, now=now, by=by)
