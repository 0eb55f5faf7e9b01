"""Schools, kinds of support, and requests as they come in."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

import factory
from wagtail.models import Locale

from cms.cases.enums import CaseState
from cms.cases.models import Case
from cms.core import access_tokens
from school_support.domain.case_type import NAME
from school_support.domain.school_search import words_of
from school_support.models import PupilGroup, RequestedKind, School, SupportKind, SupportRequest

ANY_KIND: Final = UUID("00000000-0000-4000-8000-000000000001")


class SchoolFactory(factory.django.DjangoModelFactory):
    """A school in Poznań that is open."""

    class Meta:
        model = School

    rspo = factory.Sequence(lambda number: str(900_000 + number))
    name = factory.Sequence(lambda number: f"Szkoła Podstawowa nr {number}")
    town = "Poznań"
    county = "3064"
    voivodeship = "30"
    street = ""
    search_words = factory.LazyAttribute(words_of)


class SupportKindFactory(factory.django.DjangoModelFactory):
    """A public kind of support; ``code`` is its language."""

    class Meta:
        model = SupportKind

    class Params:
        code = "pl"

    name = factory.Sequence(lambda number: f"Pomoc {number}")
    locale = factory.LazyAttribute(lambda made: Locale.objects.get(language_code=made.code))


def request_of(
    received_at: datetime,
    *,
    county: str = "3064",
    kinds: tuple[UUID, ...] = (ANY_KIND,),
    pupils: tuple[int, ...] = (1,),
    state: CaseState = CaseState.RECEIVED,
    **fields: Any,
) -> SupportRequest:
    """Return a request as it stands in the database, ``pupils`` in a group each; no letters."""
    key = uuid4()
    case = Case.objects.create(
        id=key,
        kind=NAME,
        reference=key.hex[:12],
        token_digest=access_tokens.digest(key.hex),
        locale="pl",
        county=county,
        state=state,
        consented_at=received_at,
        received_at=received_at,
        changed_at=received_at,
        **fields,
    )
    request = SupportRequest.objects.create(case=case, school_name="Szkoła", town="Poznań")
    for kind in kinds:
        RequestedKind.objects.create(request=request, kind_key=kind)
    for language, count in zip(("uk", "ru", "be", "ka"), pupils, strict=False):
        PupilGroup.objects.create(
            request=request, language=language, band="4-6", level="A1", count=count
        )
    return request
