"""What is said in a case: by the desk, by the sender, and what the desk keeps to itself."""

from collections.abc import Iterable
from itertools import zip_longest
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from cms.desk.enums import Action, Voice
from cms.desk.models import Case, CaseEvent, CaseFile, Message
from cms.users.models import User

from .errors import ClosedError
from .journal import locked, log
from .saying import say
from .telling import LetterKind, tell


@transaction.atomic
def write(case_id: UUID, *, text: str, by: User, file_ids: Iterable[UUID] = ()) -> Message:
    """Answer the sender: the message, nothing is unanswered any more, log, a letter.

    Raises EmptyError.
    """
    case = locked(case_id)
    message = say(case, text, by=by, file_ids=file_ids)
    case.unanswered_since = None
    case.first_answered_at = case.first_answered_at or message.created_at
    case.save(update_fields=["unanswered_since", "first_answered_at"])
    log(case, Action.ANSWERED, by=by, message=str(message.pk))
    tell(case, LetterKind.MESSAGE, about=message.pk)
    return message


@transaction.atomic
def note(case_id: UUID, *, text: str, by: User, file_ids: Iterable[UUID] = ()) -> Message:
    """Write something for the desk alone: the note, log. Raises EmptyError."""
    case = locked(case_id)
    message = say(case, text, by=by, voice=Voice.NOTE, file_ids=file_ids)
    log(case, Action.NOTED, by=by, message=str(message.pk))
    return message


@transaction.atomic
def hear(case_id: UUID, *, text: str, file_ids: Iterable[UUID] = ()) -> Message:
    """Take what the sender writes: the message, unanswered since now, log, letters to the desk.

    What is written to a case that was joined with another stands in that one. A closed case stays
    closed; the desk is told. Raises EmptyError, ClosedError once its texts are deleted.
    """
    case = _locked_main(case_id)
    if case.texts_deleted_at:
        raise ClosedError
    file_ids = list(file_ids)
    # Somebody may have joined the case since they were uploaded to it.
    CaseFile.objects.filter(pk__in=file_ids, case=case_id, message=None).update(case=case)
    message = say(case, text, voice=Voice.SENDER, file_ids=file_ids)
    case.unanswered_since = case.unanswered_since or message.created_at
    case.save(update_fields=["unanswered_since"])
    through = str(case_id) if case_id != case.pk else None
    log(case, Action.HEARD, message=str(message.pk), through=through)
    tell(case, LetterKind.HEARD, about=message.pk)
    return message


def thread_of(case: Case) -> QuerySet[Message]:
    """Return what the sender may read, in order.

    Of a case that was joined with another also what the two of them said there since, but nothing
    that somebody else had written to it; nor of the case that goes on what the joined ones wrote.
    """
    said = Q(case=case) & ~Q(voice=Voice.NOTE) & ~Q(pk__in=heard_from_others(case))
    if case.merged_into_id:
        said |= _answered_since(case) | Q(pk__in=heard_through(case))
    return _shown(said)


def heard_through(case: Case) -> list[str]:
    """Return the ids of messages that came by the link of a case joined with another."""
    main = case.merged_into_id
    if main is None:
        return []
    lines = CaseEvent.objects.filter(
        Q(case=main) | Q(case__merged_into=main),
        action=Action.HEARD,
        detail__through=str(case.pk),
    )
    return list(lines.values_list("detail__message", flat=True))


def heard_from_others(case: Case) -> list[str]:
    """Return the ids of messages that came to a case by the links of those joined with it."""
    lines = case.events.filter(action=Action.HEARD, detail__has_key="through")
    return list(lines.values_list("detail__message", flat=True))


def all_of(case: Case) -> QuerySet[Message]:
    """Return everything that the desk reads, in order, with the notes and joined cases' texts."""
    return _shown(Q(case=case) | Q(case__merged_into=case))


def _shown(said: Q) -> QuerySet[Message]:
    found = Message.objects.filter(said).select_related("author", "case")
    return found.prefetch_related("files").order_by("created_at", "pk")


def _answered_since(case: Case) -> Q:
    """Return the desk's messages in the cases it was joined with, each while it was."""
    lines = list(case.events.filter(action=Action.MERGED, detail__has_key="into").order_by("pk"))
    said = Q(pk__in=())
    for line, later in zip_longest(lines, lines[1:]):
        there = Q(case__reference=line.detail["into"], voice=Voice.DESK, created_at__gte=line.at)
        said |= there & Q(created_at__lt=later.at) if later else there
    return said


def _locked_main(case_id: UUID) -> Case:
    """Lock the case where things go on; it may be joined with another while this waits."""
    known = Case.objects.only("merged_into_id").get(pk=case_id)
    case = locked(known.merged_into_id or case_id)
    while case.merged_into_id:
        case = locked(case.merged_into_id)
    return case
