"""Signing up, changing, withdrawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from cms.users.models import User
from events.domain.notifications import tell
from events.enums import (
    CONCERNED,
    HOLDING,
    Action,
    EndReason,
    LetterKind,
    RegistrationState,
    SignUpState,
)
from events.models import Group, Places, Registration
from events.rules.sign_up_window import SignUpWindow, sign_up_state

from . import capacity as books
from .errors import (
    AlreadySignedUpError,
    NoRoomError,
    NotPossibleError,
    SignUpClosedError,
    WrongSizeError,
)
from .locks import locked, locked_for
from .participants import ParticipantInput, of_ages, set_participants

CONTACT: Final = ("locale", "email", "name", "phone", "level", "institution", "role", "needs")
# What an organiser may pass over when somebody calls.
_BY_HAND: Final = frozenset(
    {SignUpState.OPEN, SignUpState.NOT_YET, SignUpState.CLOSED, SignUpState.HIDDEN}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationInput:
    """What somebody signs up with; ``ages`` are in years, None where nobody said.

    ``participants`` say more than ``ages``, and are taken instead where they are given.
    """

    size: int
    locale: str
    email: str = ""
    name: str = ""
    phone: str = ""
    level: str = ""
    institution: str = ""
    role: str = ""
    needs: str = ""
    ages: tuple[int | None, ...] = ()
    participants: tuple[ParticipantInput, ...] = ()


def window_of(group: Group, span: books.Span) -> SignUpWindow:
    """Return what decides whether one may sign up for a group."""
    return SignUpWindow(
        is_public=group.is_public,
        is_cancelled=group.cancelled_at is not None,
        opens_at=group.opens_at,
        closes_at=group.closes_at,
        first_start=span.first_start,
        last_end=span.last_end,
    )


def sign_up(
    group_id: int,
    wish: RegistrationInput,
    *,
    registration_id: UUID,
    token_digest: str,
    now: datetime | None = None,
    by: User | None = None,
    is_again: bool = True,
) -> Registration:
    """Give a place, or one on the waiting list; tell by mail.

    Confirmed only when the size fits and nobody waits: nobody overtakes. ``by`` is an organiser
    who does it for somebody; the window does not bind them. ``is_again``: a second registration
    of the same address is meant. Raises SignUpClosedError, AlreadySignedUpError, WrongSizeError,
    BusyError, ``Group.DoesNotExist``.
    """
    now = now or timezone.now()
    with locked(group_id) as (places,):
        group = places.group
        _check_window(group, now, by)
        _check_first(group, wish, is_again=is_again)
        _check_size(wish.size, places, by)
        fits = wish.size <= books.free(places) and not books.is_anybody_ahead(places)
        is_confirmed = fits and not (group.is_moderated and by is None)
        registration = Registration(
            id=registration_id,
            group=group,
            number=books.next_number(places),
            state=RegistrationState.CONFIRMED if is_confirmed else RegistrationState.WAITING,
            size=wish.size,
            token_digest=token_digest,
            consented_at=now,
            created_at=now,
            **{name: getattr(wish, name) for name in CONTACT},
        )
        places.taken += wish.size if is_confirmed else 0
        registration.save(force_insert=True)
        books.save(places)
        set_participants(registration, wish.participants or of_ages(wish.ages), now)
        books.note(places, Action.SIGNED_UP, registration, now=now, by=by)
        tell(registration, LetterKind.CONFIRMATION if is_confirmed else LetterKind.WAITING)
    return registration


def withdraw(
    registration_id: UUID,
    *,
    reason: EndReason = EndReason.PERSON,
    by: User | None = None,
    now: datetime | None = None,
) -> Registration:
    """Give the places back, offer them to the next; nothing for who has left already.

    Raises NotPossibleError once it is over and attendance was noted, BusyError.
    """
    now = now or timezone.now()
    with locked_for(registration_id) as (places, registration):
        if registration.state != RegistrationState.WITHDRAWN:
            if books.is_over_for(registration, now):
                raise NotPossibleError("It is over, and attendance was noted.")
            books.end(registration, places, reason, now=now, by=by)
            books.offer_freed(places, now)
    return registration


def change(
    registration_id: UUID,
    *,
    size: int | None = None,
    ages: Sequence[int | None] = (),
    participants: Sequence[ParticipantInput] = (),
    now: datetime | None = None,
    by: User | None = None,
    **contact: str,
) -> Registration:
    """Change what somebody said. Fewer places always; more only if they fit and nobody waits.

    Whoever waits, and for more places than before, does so from the end of the list.

    Where the organiser decides who gets a place, nobody takes more by themselves. ``by`` is an
    organiser who changes it for somebody. ``participants`` are told apart by id, ``ages`` only by
    what they were before.

    Raises NoRoomError, WrongSizeError, NotPossibleError, BusyError.
    """
    now = now or timezone.now()
    with locked_for(registration_id) as (places, registration):
        if registration.state == RegistrationState.WITHDRAWN or registration.anonymised_at:
            raise NotPossibleError(registration.state)
        for name in contact.keys() & {*CONTACT, "reminders"}:
            setattr(registration, name, contact[name])
        new_size = registration.size if size is None else size
        if new_size != registration.size:
            _resize(registration, places, new_size, now, by)
        registration.save()
        set_participants(registration, participants or of_ages(ages), now)
        books.offer_freed(places, now)
    registration.refresh_from_db()  # It may have been offered what it asks for now.
    return registration


def _check_window(group: Group, now: datetime, by: User | None) -> None:
    state = sign_up_state(window_of(group, books.span_of(group.pk, now)), now)
    if state not in (_BY_HAND if by is not None else {SignUpState.OPEN}):
        raise SignUpClosedError(state)


def _check_first(group: Group, wish: RegistrationInput, *, is_again: bool) -> None:
    known = Registration.objects.filter(group=group, state__in=CONCERNED)
    if not is_again and wish.email and known.filter(email__iexact=wish.email).exists():
        raise AlreadySignedUpError


def _check_size(size: int, places: Places, by: User | None) -> None:
    limit = books.limit(places)
    most = limit if by is not None else min(places.group.max_party, limit)
    if not 1 <= size <= most:
        raise WrongSizeError(most)


def _resize(
    registration: Registration, places: Places, size: int, now: datetime, by: User | None
) -> None:
    more = size - registration.size
    if size < 1 or more > 0:
        _check_size(size, places, by)
    if registration.state in HOLDING:
        if books.is_over_for(registration, now):
            raise NotPossibleError("It is over, and attendance was noted.")
        if more > 0 and not _has_room(places, more, by):
            raise NoRoomError
        places.taken += more
    elif more > 0:  # Whoever asks for more than they waited for begins to wait anew.
        registration.number = books.next_number(places)
        registration.is_passed_over = False
    registration.size = size
    books.save(places)
    books.note(places, Action.CHANGED, registration, now=now, by=by)


def _has_room(places: Places, size: int, by: User | None = None) -> bool:
    """Tell whether somebody gets places at once: they are free, and nobody waits for them."""
    is_ours_to_give = by is not None or not places.group.is_moderated
    return is_ours_to_give and size <= books.free(places) and not books.is_anybody_ahead(places)
