"""What is said in a case: by staff, by the sender, and what staff keep to themselves."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from cms.cases.enums import Action, Voice
from cms.cases.models import Case, Message
from cms.users.models import User

from .audit_log import locked, log
from .errors import ClosedError, JoinedError
from .message_creation import say
from .notifications import LetterKind, tell
from .read_markers import NOTHING, check_joined_seen, unread_since
from .transitions import note_answer


@transaction.atomic
def write(
    case_id: UUID, *, text: str, by: User, file_ids: Iterable[UUID] = (), seen: int = NOTHING
) -> Message:
    """Answer the sender: the message, the wait for an answer, log, a letter.

    What came after line ``seen`` of the log is not answered by it, and the case stays unanswered.
    Raises EmptyError, ClosedError once its texts are deleted, JoinedError if it leads on, and
    UnseenJoinedError if a case was joined with it after that line: it would go to its sender, too.
    """
    case = _speaking(case_id)
    check_joined_seen(case, seen)
    message = say(case, text, by=by, file_ids=file_ids)
    case.unanswered_since = unread_since(case, seen)
    note_answer(case, message.created_at)
    case.save(update_fields=["unanswered_since", "first_answered_at"])
    log(case, Action.ANSWERED, by=by, message=str(message.pk))
    tell(case, LetterKind.MESSAGE, about=message.pk)
    return message


@transaction.atomic
def note(case_id: UUID, *, text: str, by: User, file_ids: Iterable[UUID] = ()) -> Message:
    """Write something for staff only: the note, log. Raises as :func:`write`."""
    case = _speaking(case_id)
    message = say(case, text, by=by, voice=Voice.NOTE, file_ids=file_ids)
    log(case, Action.NOTED, by=by, message=str(message.pk))
    return message


@transaction.atomic
def hear(case_id: UUID, *, text: str, file_ids: Iterable[UUID] = ()) -> Message:
    """Take what the sender writes: the message, unanswered since now, log, letters to staff.

    The message belongs to the sender's own case; of one that was joined with another, that one is
    unanswered and its log says so. A closed case stays closed; staff are told. Raises EmptyError,
    ClosedError once the texts of either are deleted.
    """
    case = locked(case_id)
    main = case.merged_into or case
    if case.texts_deleted_at or main.texts_deleted_at:
        raise ClosedError
    message = say(case, text, voice=Voice.SENDER, file_ids=file_ids)
    main.unanswered_since = main.unanswered_since or message.created_at
    main.save(update_fields=["unanswered_since"])
    through = str(case.pk) if case.pk != main.pk else None
    since = message.created_at.isoformat()
    log(main, Action.HEARD, message=str(message.pk), through=through, since=since)
    tell(main, LetterKind.HEARD, about=message.pk)
    return message


def thread_of(case: Case) -> QuerySet[Message]:
    """Return what the sender may read, in order: their own case, and what staff said to it.

    Staff speak to all whose cases are joined at that moment; what senders write is their own.
    """
    return _shown((Q(case=case) & ~Q(voice=Voice.NOTE)) | Q(pk__in=_said_to(case)))


def all_of(case: Case) -> QuerySet[Message]:
    """Return everything that staff read, in order, with the notes and joined cases' texts."""
    return _shown(Q(case=case) | Q(case__merged_into=case) | Q(pk__in=_said_to(case)))


def unread_of(case: Case, seen: int) -> list[Message]:
    """Return what senders wrote after line ``seen`` of the log and nobody has answered."""
    since = unread_since(case, seen)
    if since is None:
        return []
    return list(all_of(case).filter(voice=Voice.SENDER, created_at__gte=since))


def _said_to(case: Case) -> QuerySet[Any]:
    said = Message.readers.through.objects.filter(case=case)
    return said.values("message")


def _shown(said: Q) -> QuerySet[Message]:
    found = Message.objects.filter(said).select_related("author", "case")
    return found.prefetch_related("files").order_by("created_at", "pk")


def _speaking(case_id: UUID) -> Case:
    """Return a locked case in which staff may speak."""
    case = locked(case_id)
    if case.merged_into is not None:
        raise JoinedError(case.merged_into)
    if case.texts_deleted_at:
        raise ClosedError
    return case
