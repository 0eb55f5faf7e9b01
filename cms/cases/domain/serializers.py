"""A case as its private link shows it."""

from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from cms.cases.enums import OPEN_STATES, Action, CaseState, FileState, Voice
from cms.cases.models import Appointment, Case, CaseFile, Message

from . import linked_activities
from .case_messages import thread_of
from .case_types import case_type_of
from .retention import kept_until

# What the sender may know of the log.
_TOLD: Final = frozenset(
    {
        Action.RECEIVED,
        Action.TRIAGED,
        Action.ACCEPTED,
        Action.STARTED,
        Action.COMPLETED,
        Action.DECLINED,
        Action.WITHDRAWN,
        Action.REOPENED,
        Action.MERGED,
        Action.PARTED,
    }
)
_READABLE: Final = frozenset({FileState.CLEAN, FileState.UNCHECKED})


def represent_case(case: Case, base: str, code: str) -> dict[str, Any]:
    """Return what ``CaseJSON`` describes, in the language that is active.

    ``base`` is the address of this answer, below which files are; ``code`` the reader's language.
    """
    standing = case.merged_into or case
    return {
        "reference": case.reference,
        "kind": case.kind,
        "state": standing.state,
        "outcome": standing.outcome or None,
        "about": case.about,
        "received_at": moment(case.received_at),
        "changed_at": moment(standing.changed_at),
        "closed_at": _moment_or_none(standing.closed_at),
        "merged_into": case.merged_into.reference if case.merged_into else None,
        "details": case_type_of(case.kind).show(case),
        "messages": [represent_message(one, base) for one in thread_of(case)],
        "files": [represent_file(one, base) for one in case.files.filter(message=None)],
        "appointments": [_appointment(one, base) for one in appointments_of(case)],
        "activities": linked_activities.cards_of(case, code),
        "events": _events(case, standing),
        "rating": _rating(case),
        "can": _can(case, standing),
        "kept_until": kept.isoformat() if (kept := kept_until(case)) else None,
    }


def represent_message(message: Message, base: str) -> dict[str, Any]:
    """Return what ``CaseMessageJSON`` describes; the desk's people go by their first name."""
    is_desk = message.voice == Voice.DESK and message.author is not None
    return {
        "id": str(message.pk),
        "voice": message.voice,
        "author": message.author.first_name if is_desk and message.author else "",
        "text": message.text,
        "created_at": moment(message.created_at),
        "files": [represent_file(one, base) for one in message.files.all()],
    }


def represent_file(file: CaseFile, base: str) -> dict[str, Any]:
    """Return what ``CaseFileJSON`` describes; one that cannot be read now has no address."""
    return {
        "id": str(file.pk),
        "name": file.name,
        "size": file.size,
        "media_type": file.media_type,
        "state": file.state,
        "url": f"{base}files/{file.pk}/" if is_readable(file) and base else None,
    }


def is_readable(file: CaseFile) -> bool:
    """Tell whether a file is kept and was looked at."""
    return file.state in _READABLE and bool(file.content)


def moment(when: datetime) -> str:
    """Return a moment as ISO 8601 in UTC, to the second."""
    return when.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment_or_none(when: datetime | None) -> str | None:
    return moment(when) if when else None


def _appointment(one: Appointment, base: str) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "meeting": one.meeting,
        "starts_at": moment(one.starts_at),
        "ends_at": moment(one.ends_at),
        "place": one.place,
        "is_cancelled": one.is_cancelled,
        "ics_url": f"{base}appointments/{one.pk}.ics",
    }


def appointments_of(case: Case) -> QuerySet[Appointment]:
    """Return those of the case itself and of the one that goes on, in their order."""
    return Appointment.objects.filter(case__in={case.pk, case.merged_into_id or case.pk})


def _events(case: Case, standing: Case) -> list[dict[str, Any]]:
    """Return the steps of a case; those of the one it was joined with only since then."""
    own = [one for one in case.events.all() if one.action in _TOLD]
    if standing.pk != case.pk:
        since = max((one.pk for one in own if one.action == Action.MERGED), default=0)
        own += list(standing.events.filter(pk__gt=since, action__in=_TOLD))
    return [{"action": one.action, "state": one.state, "at": moment(one.at)} for one in own]


def _rating(case: Case) -> dict[str, Any] | None:
    if case.rating is None:
        return None
    return {"stars": case.rating, "comment": case.rating_comment}


def _can(case: Case, standing: Case) -> dict[str, bool]:
    return {
        "write": case.texts_deleted_at is None and standing.texts_deleted_at is None,
        "withdraw": standing.state in OPEN_STATES,
        "rate": standing.state == CaseState.COMPLETED,
    }
