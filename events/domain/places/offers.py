"""Answering an offer, and what becomes of one that nobody answers."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from events.domain.telling import tell
from events.enums import Action, EndReason, LetterKind, RegistrationState
from events.models import Places, Registration

from . import bookkeeping as books
from .errors import BusyError, OfferGoneError
from .locking import locked_for


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
        gone = _why_gone(registration, now)
        if gone is None:
            _answer(registration, places, accept=accept, now=now)
    if gone is not None:
        raise gone
    return registration


def expire_offers(now: datetime | None = None) -> int:
    """Take back the offers that nobody answered in time, offer them on; return how many.

    Those of a group that is busy stay until the next time.
    """
    now = now or timezone.now()
    late = Registration.objects.filter(state=RegistrationState.OFFERED, offered_until__lte=now)
    # In the order of groups, which is the order of all locks.
    expired = 0
    for registration_id in list(late.order_by("group").values_list("pk", flat=True)):
        with suppress(BusyError):
            expired += _expire(registration_id, now)
    return expired


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
