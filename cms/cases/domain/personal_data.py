"""What is known of a person, by the address they write from: all of it, or gone.

Sources: Regulation (EU) 2016/679, articles 15, 17 and 20.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.cases.enums import OPEN_STATES, Action, Voice
from cms.cases.models import Appointment, Case, CaseEvent, CaseFile, Message
from cms.cases.rules.email_addresses import normalised
from cms.core import erasure_ledger
from cms.users.models import User

from . import case_actions, case_split
from .audit_log import locked, locked_together, log
from .case_messages import thread_of
from .case_types import case_type_of
from .retention import CONTACT, forget_texts
from .serializers import appointments_of, is_readable

logger = logging.getLogger(__name__)

JSON = dict[str, Any]
LEDGER: Final = "desk.person"


@dataclass(frozen=True, slots=True)
class Source:
    """What a feature keeps of people besides cases, by their address.

    Both are asked with an address that is ``normalised``. ``export`` returns it, ``erase`` deletes
    it and returns how much it was, ``named`` says so many of it in words of the reader's language.
    ``addresses`` returns all addresses that something is kept of, as they were typed.
    """

    export: Callable[[str], list[JSON]]
    erase: Callable[[str], int]
    named: Callable[[int], str]
    addresses: Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Erased:
    """How many cases lost their personal data, and in words what was deleted besides."""

    cases: int
    others: list[str]


_sources: Final[dict[str, Source]] = {}


def register(name: str, source: Source) -> None:
    """Make a feature's own data known, in an application's ``ready``; twice is once."""
    _sources[name] = source


def find(email: str) -> QuerySet[Case]:
    """Return the cases that came from an address, however it was typed, newest first."""
    address = normalised(email)
    known = Case.objects.exclude(email="").values_list("pk", "email")
    same = [pk for pk, typed in known.iterator() if normalised(typed) == address]
    return Case.objects.filter(pk__in=same)


def others(email: str) -> list[str]:
    """Return in words what is known besides cases."""
    address = normalised(email)
    return _in_words((source, len(source.export(address))) for source in _sources.values())


@transaction.atomic
def export(email: str, by: User) -> JSON:
    """Return everything, as JSON; a line in the log of each case."""
    cases = list(find(email))
    for case in cases:
        log(case, Action.EXPORTED, by=by)
    logger.info("User %s exported the data of a person: %s cases", by.pk, len(cases))
    rest = {name: source.export(normalised(email)) for name, source in _sources.items()}
    return {
        "exported_at": timezone.now().isoformat(),
        "cases": [_exported(case) for case in cases],
        **{name: found for name, found in rest.items() if found},
    }


def files_of(email: str) -> list[CaseFile]:
    """Return the files that an export holds: what the person sent, and what they were sent."""
    found = CaseFile.objects.none()
    for case in find(email):
        found |= CaseFile.objects.filter(case=case, message=None)
        found |= CaseFile.objects.filter(message__in=thread_of(case).values("pk"))
        found |= CaseFile.objects.filter(message__case=case, message__voice=Voice.NOTE)
    return [file for file in found.distinct() if is_readable(file)]


def path_of(file: CaseFile) -> str:
    """Return where a file lies in the archive of an export; two of one name do not meet."""
    return f"files/{file.pk.hex[:8]}-{file.name}"


@transaction.atomic
def erase(email: str, by: User | None) -> Erased:
    """Delete who they are and all that was said in their cases; what is counted stays.

    In order: an entry in the ledger that outlives a restore; what is open is withdrawn, with its
    log and letters; what others joined with it is theirs and goes on; contact data, texts and
    files, with a line in each log; what features keep besides.
    """
    digest = erasure_ledger.person(normalised(email))
    erasure_ledger.record(LEDGER, person=digest, by=str(by.pk if by else 0))
    ids = list(find(email).values_list("pk", flat=True))
    locked_together(ids)
    for case_id in ids:
        _erase_case(case_id, by)
    address = normalised(email)
    rest = _in_words([(source, source.erase(address)) for source in _sources.values()])
    logger.info("User %s erased the data of a person: %s cases", by and by.pk, len(ids))
    return Erased(len(ids), rest)


def erase_again(facts: erasure_ledger.Facts) -> None:
    """Erase in restored data whoever was erased after it was copied."""
    by = User.objects.filter(pk=facts["by"]).first()
    typed = {*Case.objects.exclude(email="").values_list("email", flat=True).iterator()}
    for source in _sources.values():
        typed.update(source.addresses())
    for address in {normalised(one) for one in typed} - {""}:
        if erasure_ledger.person(address) == facts["person"]:
            erase(address, by)


def _in_words(found: Iterable[tuple[Source, int]]) -> list[str]:
    return [source.named(count) for source, count in found if count]


def _erase_case(case_id: UUID, by: User | None) -> None:
    case = locked(case_id)
    if (case.merged_into or case).state in OPEN_STATES:
        case_actions.withdraw(case_id)
    else:
        case_split.leave(case)
    forget_texts(case_id, by=by)


def _exported(case: Case) -> JSON:
    return {
        "reference": case.reference,
        "kind": case.kind,
        "state": case.state,
        "outcome": case.outcome,
        "language": case.locale,
        "county": case.county,
        "about": case.about,
        "received_at": case.received_at.isoformat(),
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "consented_at": case.consented_at.isoformat(),
        "contact": {name.removeprefix("contact_"): getattr(case, name) for name in CONTACT},
        "asked": case_type_of(case.kind).export(case),
        "messages": [_said(message) for message in thread_of(case)],
        "internal_notes": [_said(one) for one in case.messages.filter(voice=Voice.NOTE)],
        "files": [_file(file) for file in case.files.filter(message=None)],
        "appointments": [_met(one) for one in appointments_of(case)],
        "log": [_happened(line) for line in case.events.all()],
        "rating": {"stars": case.rating, "comment": case.rating_comment},
    }


def _said(message: Message) -> JSON:
    return {
        "at": message.created_at.isoformat(),
        "voice": message.voice,
        "text": message.text,
        "files": [_file(file) for file in message.files.all()],
    }


def _file(file: CaseFile) -> JSON:
    """Return a file; ``path`` is its place in the archive, none while it may not be opened."""
    path = path_of(file) if is_readable(file) else None
    return {"name": file.name, "media_type": file.media_type, "size": file.size, "path": path}


def _happened(line: CaseEvent) -> JSON:
    return {"at": line.at.isoformat(), "action": line.action, "state": line.state}


def _met(one: Appointment) -> JSON:
    return {
        "meeting": one.meeting,
        "starts_at": one.starts_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "place": one.place,
        "is_cancelled": one.is_cancelled,
    }
