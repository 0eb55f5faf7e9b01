"""Who is told what by mail, in the transaction of what they are told."""

from enum import StrEnum
from uuid import UUID

from cms.desk.models import Case


class LetterKind(StrEnum):
    """What people are told of a case."""

    RECEIVED = "received"
    MESSAGE = "message"
    STATE = "state"
    APPOINTMENT = "appointment"
    REMINDER = "reminder"
    LINK = "link"
    NEW = "new"
    ASSIGNED = "assigned"
    HEARD = "heard"
    OVERDUE = "overdue"


def tell(case: Case, kind: LetterKind, *, about: UUID | None = None) -> None:
    """Post the letters of a kind; ``about`` is a message's or an appointment's id."""
