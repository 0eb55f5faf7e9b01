"""What the letters to coordinators and advisers say, in the language they chose for the admin."""

from functools import partial
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.background.outbox import Mail, letter
from cms.cases.enums import CaseState
from cms.cases.models import Case
from cms.delivery.region import region
from cms.users.admin_language import in_words_of, language_of
from cms.users.models import User

from .case_types import case_type_of
from .date_formats import localised_day
from .notifications import TO_DESK, LetterKind
from .permissions import cases_for

# A subject line, and what the letter says first.
TEXTS: Final[dict[LetterKind, tuple[Promise, Promise]]] = {
    LetterKind.NEW: (
        gettext_lazy("A new case"),
        gettext_lazy("A new case has come in. Whoever takes it answers it."),
    ),
    LetterKind.ASSIGNED: (
        gettext_lazy("A case is yours"),
        gettext_lazy("A case was given to you."),
    ),
    LetterKind.HEARD: (
        gettext_lazy("Somebody has written to you"),
        gettext_lazy("There is a new message in a case."),
    ),
    LetterKind.OVERDUE: (
        gettext_lazy("A case is overdue"),
        gettext_lazy("A case should have been answered by now."),
    ),
    LetterKind.WITHDRAWN: (
        gettext_lazy("A case is withdrawn"),
        gettext_lazy("Its sender has withdrawn a case. Nothing more is to be done for it."),
    ),
    LetterKind.TAKEN: (
        gettext_lazy("Somebody else has your case now"),
        gettext_lazy("A case that you had is with a colleague now."),
    ),
    LetterKind.FREE: (
        gettext_lazy("A case is free again"),
        gettext_lazy("Nobody has this case any more. Whoever takes it answers it."),
    ),
    LetterKind.JOINED_DESK: (
        gettext_lazy("Two cases are one now"),
        gettext_lazy("A case that you have was joined with another one about the same thing."),
    ),
}


def compose(kind: LetterKind, subject_id: str) -> Mail | None:
    """Return a letter as things are now; None when it would no longer be true."""
    pk, _colon, user_id = subject_id.partition(":")
    person = User.objects.filter(pk=user_id, is_active=True).first()
    case = cases_for(person).filter(pk=UUID(pk)).first() if person else None
    if case is None or person is None or not _is_true(kind, case, person):
        return None
    with in_words_of(person):
        return _mail(kind, case, person)


def _is_true(kind: LetterKind, case: Case, person: User) -> bool:
    is_open, holder, today = case.closed_at is None, case.assignee_id, timezone.localdate()
    is_free = is_open and holder in {None, person.pk}
    return {
        LetterKind.HEARD: (case.merged_into or case).unanswered_since is not None,
        LetterKind.NEW: is_free,
        LetterKind.FREE: is_free,
        LetterKind.ASSIGNED: holder == person.pk,
        LetterKind.TAKEN: holder not in {None, person.pk},
        LetterKind.JOINED_DESK: bool(case.merged_into_id) or case.merged.exists(),
        LetterKind.WITHDRAWN: case.state == CaseState.WITHDRAWN and case.merged_into_id is None,
        LetterKind.OVERDUE: is_open and case.due_on is not None and case.due_on < today,
    }[kind]


def _mail(kind: LetterKind, case: Case, person: User) -> Mail:
    subject, first = TEXTS[kind]
    code = language_of(person)
    return Mail(
        to=person.email,
        language=code,
        subject=str(subject),
        paragraphs=[str(first)],
        facts=_facts(case, code),
        links=[(_("Open the case"), f"{settings.CMS_URL}{reverse('desk:case', args=[case.pk])}")],
    )


def _facts(case: Case, code: str) -> list[tuple[str, str]]:
    facts = [
        (_("Number"), case.reference),
        (_("Kind"), str(case_type_of(case.kind).label)),
        (_("About"), case.about),
    ]
    if case.county in region().counties:
        facts.append((_("County"), region().county_name(case.county, code)))
    if case.due_on:
        facts.append((_("Due on"), localised_day(case.due_on, code)))
    return facts


for _kind in TO_DESK:
    letter(f"desk.{_kind}")(partial(compose, _kind))
