"""Answering an offer, and what becomes of one that nobody answers."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from events.domain.notifications import tell
from events.enums import Action, EndReason, LetterKind, OccurrenceState, RegistrationState
from events.models import Group, Occurrence, Places, Registration

from . import capacity as books
from .errors import BusyError, OfferGoneError
from .locks import locked, locked_for


def answer_offer(
    registration_id: UUID, *, accept: bool, now: datetime | None = None
) -> Registration:
    """Take the offered places, or leave them to the next. Accepting twice is accepting once.

    Raises OfferGoneError, BusyError.
    """
    now = now or timezone.now()
    with locked_for(registration_id) as (places, registration):
        if accept and registration.state == RegistrationState.CONFIRMED:
            return registration
        _end_with_date(registration, books.span_of(places.pk, now), now)
        gone = _why_gone(registration, now)
        if gone is None:
            _answer(registration, places, accept=accept, now=now)
    if gone is not None:
        raise gone
    return registration


def expire_offers(now: datetime | None = None) -> int:
    """Take back the offers that nobody answered in time, offer them on; return how many.

    An offer ends with the next date, also one that was moved since. Offers of a group that is busy
    stay until the next time.
    """
    now = now or timezone.now()
    _shorten(now)
    late = Registration.objects.filter(state=RegistrationState.OFFERED, offered_until__lte=now)
    # In the order of groups, which is the order of all locks.
    expired = 0
    for registration_id in list(late.order_by("group").values_list("pk", flat=True)):
        with suppress(BusyError):
            expired += _expire(registration_id, now)
    return expired


def offer_waiting(now: datetime | None = None) -> int:
    """Offer places that are free to those who wait; return how many groups were looked at.

    Whatever set them free has done so itself, unless its activity was not public then.
    """
    now = now or timezone.now()
    waits = Registration.objects.filter(group=OuterRef("pk"), state=RegistrationState.WAITING)
    found = Group.objects.filter(
        Exists(waits),
        places__taken__lt=F("places__capacity"),
        activity__live=True,
        is_moderated=False,
        cancelled_at=None,
    )
    ids = list(found.order_by("pk").values_list("pk", flat=True))
    for group_id in ids:
        with suppress(BusyError), locked(group_id) as (places,):
            books.offer_freed(places, now)
    return len(ids)


def _shorten(now: datetime) -> None:
    """Have no offer last longer than until the next date, where dates have changed since."""
    held = Occurrence.objects.exclude(state=OccurrenceState.CANCELLED)
    sooner = held.filter(
        group=OuterRef("group"), starts_at__gt=now, starts_at__lt=OuterRef("offered_until")
    )
    coming = held.filter(group=OuterRef("group"), starts_at__gt=now)
    is_over = Q(Exists(held.filter(group=OuterRef("group")))) & ~Q(Exists(coming))
    offered = Registration.objects.filter(state=RegistrationState.OFFERED, offered_until__gt=now)
    found = offered.filter(is_over | Exists(sooner)).order_by("group")
    for registration_id in list(found.values_list("pk", flat=True)):
        with suppress(BusyError), locked_for(registration_id) as (places, registration):
            _end_with_date(registration, books.span_of(places.pk, now), now)


def _end_with_date(registration: Registration, span: books.Span, now: datetime) -> None:
    until = now if span.has_begun_its_last else span.next_start
    if until and registration.offered_until and until < registration.offered_until:
        registration.offered_until = until
        registration.save(update_fields=["offered_until", "changed_at"])


def _why_gone(registration: Registration, now: datetime) -> OfferGoneError | None:
    if registration.state == RegistrationState.OFFERED:
        until = registration.offered_until
        return OfferGoneError("expired") if until is not None and until <= now else None
    if registration.end_reason == EndReason.EXPIRED:
        return OfferGoneError("expired")
    answered = registration.end_reason or registration.state != RegistrationState.WAITING
    return OfferGoneError("answered" if answered else "none")


def _answer(registration: Registration, places: Places, *, accept: bool, now: datetime) -> None:
    if not accept:
        books.end(registration, places, EndReason.DECLINED, now=now)
        books.offer_freed(places, now)
        return
    books.move(registration, RegistrationState.CONFIRMED, places)
    books.save(places, registration)
    books.note(places, Action.ACCEPTED, registration, now=now)
    tell(registration, LetterKind.CONFIRMATION)


def _expire(registration_id: UUID, now: datetime) -> bool:
    with locked_for(registration_id) as (places, registration):
        until = registration.offered_until
        is_late = (
            registration.state == RegistrationState.OFFERED and until is not None and until <= now
        )
        if is_late:
            books.end(registration, places, EndReason.EXPIRED, now=now)
            books.offer_freed(places, now)
    return is_late
