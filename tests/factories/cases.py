"""Cases as they come in, by the functions that the site itself uses, and who works on them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from wagtail.users.models import UserProfile

from cms.cases.domain.case_creation import Contact, open_case
from cms.cases.enums import CaseState
from cms.cases.models import Case, Remit
from cms.content.points.domain import questions
from cms.content.points.models import PointQuestion
from cms.users import roles
from cms.users.models import User
from school_support.domain.case_type import NAME as SUPPORT
from school_support.models import SupportRequest
from tests.factories.users import UserFactory

QUESTION: Final = questions.NAME
COUNTY: Final = "3064"
ELSEWHERE: Final = "3021"
EMAIL: Final = "sekretariat@example.org"


def new_case(
    kind: str = SUPPORT,
    *,
    state: CaseState = CaseState.RECEIVED,
    county: str = COUNTY,
    locale: str = "uk",
    about: str = "Szkoła Podstawowa nr 1",
    email: str = EMAIL,
    now: datetime | None = None,
    **fields: Any,
) -> Case:
    """Return a case that has just come in; ``state`` and ``fields`` are then set without a word."""
    contact = Contact(name="Ola Nowak", email=email, phone="+48 61 000 00 00")
    case = open_case(
        kind,
        locale=locale,
        county=county,
        about=about,
        town="Łódź",
        contact=contact,
        case_id=uuid4(),
        now=now,
    )
    if kind == SUPPORT:
        SupportRequest.objects.create(case=case, school_name=about, town="Łódź")
    else:
        PointQuestion.objects.create(case=case, text="Gdzie?")
    if fields or state != CaseState.RECEIVED:
        Case.objects.filter(pk=case.pk).update(state=state, **fields)
        case.refresh_from_db()
    return case


def worker(
    *counties: str,
    role: str | Collection[str] = roles.SCHOOL_COORDINATORS,
    language: str = "en",
    **fields: Any,
) -> User:
    """Return somebody with a role (or several) who answers for some counties, ``*`` for all."""
    account: User = UserFactory(role=role, **fields)
    UserProfile.objects.create(user=account, preferred_language=language)
    Remit.objects.bulk_create(Remit(user=account, county=county) for county in counties)
    return account
