"""How a case begins."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.core import secret_links
from cms.desk.enums import Action, CaseState
from cms.desk.models import Case
from cms.desk.rules.folding import fold
from cms.desk.rules.references import new_reference

from .journal import log
from .kinds import kind_of
from .planning import due_in
from .telling import LetterKind, tell

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who asks."""

    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""


@transaction.atomic
def open_case(
    kind: str,
    *,
    locale: str,
    county: str,
    about: str,
    contact: Contact,
    case_id: UUID,
    town: str = "",
    now: datetime | None = None,
) -> Case:
    """Write a case with a reference of its own; the caller writes what its kind adds.

    In order: the case, due within the days of its kind; the log's first line; letters to the sender
    and to all who may take it. Raises UnknownKindError.
    """
    now = now or timezone.now()
    case = Case(
        id=case_id,
        kind=kind,
        locale=locale,
        county=county,
        about=about,
        token_digest=secret_links.digest(secret_links.derive(kind_of(kind).purpose, case_id)),
        contact_name=contact.name,
        contact_role=contact.role,
        email=contact.email,
        phone=contact.phone,
        consented_at=now,
        received_at=now,
        changed_at=now,
        unanswered_since=now,
        due_on=due_in(kind, CaseState.RECEIVED, now),
    )
    _save_with_reference(case, f"{about} {town}")
    log(case, Action.RECEIVED)
    tell(case, LetterKind.RECEIVED)
    tell(case, LetterKind.NEW)
    return case


def _save_with_reference(case: Case, words: str) -> None:
    """Draw references until one is free: two requests in a million meet."""
    for attempt in range(_TRIES):
        case.reference = new_reference(settings.CASE_REFERENCE_PREFIX)
        case.search_words = fold(f"{case.reference} {words}")[:400]
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError:
            if attempt == _TRIES - 1 or Case.objects.filter(pk=case.pk).exists():
                raise
        else:
            return
