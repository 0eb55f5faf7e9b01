"""How a case begins."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.cases.enums import Action, CaseState
from cms.cases.models import Case
from cms.cases.rules.case_references import new_reference
from cms.cases.rules.text_normalisation import fold
from cms.core import access_tokens

from .audit_log import log
from .case_types import case_type_of
from .due_dates import due_in
from .notifications import LetterKind, tell

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
    and to all who may take it. Raises UnknownCaseTypeError.
    """
    now = now or timezone.now()
    case = Case(
        id=case_id,
        kind=kind,
        locale=locale,
        county=county,
        about=about,
        token_digest=access_tokens.digest(
            access_tokens.derive(case_type_of(kind).purpose, case_id)
        ),
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
