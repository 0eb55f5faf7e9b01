"""Writing down what somebody says in a case."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from cms.cases.enums import Voice
from cms.cases.models import Case, CaseFile, Message
from cms.users.models import User

from .errors import EmptyError


def say(
    case: Case,
    text: str,
    *,
    by: User | None = None,
    voice: Voice = Voice.DESK,
    file_ids: Iterable[UUID] = (),
) -> Message:
    """Write a message with files that came with it. Raises EmptyError if it holds nothing.

    What staff say is said to those as well whose cases are joined now, whatever comes later.
    """
    files = CaseFile.objects.filter(pk__in=list(file_ids), case=case, message=None)
    if not text.strip() and not files.exists():
        raise EmptyError
    message = Message.objects.create(
        case=case, voice=voice, author=by, text=text.strip(), created_at=timezone.now()
    )
    files.update(message=message)
    if voice == Voice.DESK:
        message.readers.set(case.merged.all())
    return message
