"""Who is told what by mail, in the transaction of what they are told.

A letter's subject id is the case's, then whom it is for if that is one of the staff, then what
it is about: ``case``, ``case:about``, ``case:user``. Neither texts nor addresses are stored.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final
from uuid import UUID

from cms.background.outbox import post
from cms.cases.models import Case
from cms.users.models import User

from .permissions import cases_for, people_for


class LetterKind(StrEnum):
    """What people are told of a case."""

    RECEIVED = "received"
    MESSAGE = "message"
    STATE = "state"
    APPOINTMENT = "appointment"
    REMINDER = "reminder"
    LINK = "link"
    JOINED = "joined"
    PARTED = "parted"
    LAPSED = "lapsed"
    NEW = "new"
    ASSIGNED = "assigned"
    HEARD = "heard"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"
    FREE = "free"
    JOINED_DESK = "joined_desk"


TO_DESK: Final = frozenset(
    {
        LetterKind.NEW,
        LetterKind.ASSIGNED,
        LetterKind.HEARD,
        LetterKind.OVERDUE,
        LetterKind.WITHDRAWN,
        LetterKind.TAKEN,
        LetterKind.FREE,
        LetterKind.JOINED_DESK,
    }
)
# What is said in a case concerns also those whose own case was joined with it.
_TO_JOINED: Final = frozenset(
    {
        LetterKind.MESSAGE,
        LetterKind.STATE,
        LetterKind.APPOINTMENT,
        LetterKind.REMINDER,
        LetterKind.LAPSED,
    }
)
# These tell of one thing, however often they are posted: by what ``about`` is, or by the due date.
_ONCE: Final = frozenset(
    {LetterKind.MESSAGE, LetterKind.APPOINTMENT, LetterKind.REMINDER, LetterKind.HEARD}
)


def tell(
    case: Case,
    kind: LetterKind,
    *,
    about: UUID | None = None,
    version: int = 0,
    to: User | None = None,
    alone: bool = False,
) -> None:
    """Post the letters of a kind to everybody they concern, in the caller's transaction.

    ``about`` is the id of a message or an appointment, ``version`` an appointment's ``sequence``:
    what is told twice of one thing is one letter, unless it concerns the sender ``alone``. To the
    sender there is none without an address; those of staff go ``to`` somebody, else to the assignee
    if they still answer for it, else to all who may take the case.
    """
    if kind in TO_DESK:
        _tell_desk(case, kind, about, [to] if to else _concerned(case, kind))
    elif alone:
        _tell_sender(case, kind, about, "")
    else:
        _tell_senders(case, kind, about, version)


def is_told(case: Case) -> bool:
    """Tell whether a letter about a case reaches any of its senders."""
    return bool(case.email) or case.merged.exclude(email="").exists()


def _tell_senders(case: Case, kind: LetterKind, about: UUID | None, version: int) -> None:
    joined: Iterable[Case] = case.merged.all() if kind in _TO_JOINED else ()
    for each in (case, *joined):
        _tell_sender(each, kind, about, _key(each, kind, about, version))


def _tell_sender(case: Case, kind: LetterKind, about: UUID | None, key: str) -> None:
    if case.email:
        subject = ":".join(map(str, filter(None, (case.pk, about or _state(case, kind)))))
        post(f"desk.{kind}", subject_id=subject, key=key)


def _state(case: Case, kind: LetterKind) -> str:
    """Return what a letter of a state is about: of a joined case, where the other one stands."""
    return (case.merged_into or case).state if kind == LetterKind.STATE else ""


def _key(case: Case, kind: LetterKind, about: UUID | None, version: int) -> str:
    if kind == LetterKind.RECEIVED:
        return str(case.pk)
    return f"{case.pk}:{about}:{version}" if kind in _ONCE else ""


def _tell_desk(case: Case, kind: LetterKind, about: UUID | None, people: list[User]) -> None:
    for person in people:
        once = {
            LetterKind.NEW: f"{case.pk}:{person.pk}",
            LetterKind.OVERDUE: f"{case.pk}:{person.pk}:{case.due_on}",
            LetterKind.HEARD: f"{case.pk}:{person.pk}:{about}",
        }
        post(f"desk.{kind}", subject_id=f"{case.pk}:{person.pk}", key=once.get(kind, ""))


def _is_reached(person: User, case: Case) -> bool:
    """Whether a letter would reach them: they may have left, or answer for other counties now."""
    may = person.is_active and person.email
    return bool(may) and cases_for(person).filter(pk=case.pk).exists()


def _concerned(case: Case, kind: LetterKind) -> list[User]:
    if kind == LetterKind.ASSIGNED and case.assignee:
        return [case.assignee]
    if kind != LetterKind.NEW and case.assignee and _is_reached(case.assignee, case):
        return [case.assignee]
    return [person for person in people_for(case) if person.email]
