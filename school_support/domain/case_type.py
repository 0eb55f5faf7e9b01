"""Requests of schools as a case type."""

from typing import Any, Final

from babel import Locale
from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.cases.domain.case_types import CaseType, Fact
from cms.cases.enums import CaseState
from cms.cases.models import Case
from cms.core import locales
from school_support.enums import Band, PolishLevel
from school_support.models import PupilGroup, SupportRequest

from . import support_types

NAME: Final = "school_support"
OTHER_LANGUAGE: Final = "mis"
ROMANI: Final = "rom"
_LISTED: Final = ("support_request__school", "support_request")


def language_name(code: str, reader: str) -> str:
    """Return the name of a language that pupils speak, for a reader."""
    if code == OTHER_LANGUAGE:
        return _("another language")
    if code == ROMANI:
        # Translators: the language of Roma; not by the old word, which offends in most languages.
        return _("Romani")
    found: str = Locale.parse(reader).languages.get(code, code)
    return found


def facts(case: Case) -> list[Fact]:
    """Return the school, what it asks for, and for how many pupils."""
    request = _request(case)
    asked = support_types.names((each.kind_key for each in request.kinds.all()), _language())
    found = [
        (_("School"), request.school_name),
        (_("Town"), request.town),
        (_("RSPO number"), request.school.rspo if request.school else _("typed in")),
        (_("Kinds of support"), ", ".join(asked)),
        (_("Pupils"), str(sum(group.count for group in request.pupils.all()))),
    ]
    return [*found, *((_spoken(group), str(group.count)) for group in request.pupils.all())]


def text_of(case: Case) -> list[Fact]:
    """Return what the school wrote."""
    request = _request(case)
    said = [(_("Situation"), request.situation), (_("What was tried"), request.tried)]
    return [(word, text) for word, text in said if text]


def show(case: Case) -> dict[str, Any]:
    """Return ``SupportDetailsJSON`` in the language that is active."""
    request = _request(case)
    groups = list(request.pupils.all())
    return {
        "school": request.school_name,
        "town": request.town,
        "kinds": support_types.names((each.kind_key for each in request.kinds.all()), _language()),
        "pupils": sum(group.count for group in groups),
        "groups": [
            {
                "language": language_name(group.language, _language()),
                "band": str(Band(group.band).label),
                "level": str(PolishLevel(group.level).label),
                "count": group.count,
            }
            for group in groups
        ],
        "situation": request.situation,
        "tried": request.tried,
    }


def delete_texts(case: Case) -> None:
    """Empty what the school wrote; numbers and kinds stay."""
    SupportRequest.objects.filter(case=case).update(situation="", tried="")


def export(case: Case) -> dict[str, Any]:
    """Return all of it, for the person it is about."""
    return show(case)


def related(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Join what a list of cases shows."""
    return cases.select_related(*_LISTED)


def duplicates(case: Case) -> Q:
    """Return which other cases are of the same school and ask for something alike."""
    request = _request(case)
    keys = [each.kind_key for each in request.kinds.all()]
    same = (
        Q(support_request__school=request.school)
        if request.school
        else Q(support_request__school_name__iexact=request.school_name)
        & Q(support_request__town__iexact=request.town)
    )
    return same & Q(support_request__kinds__kind_key__in=keys)


SCHOOL_SUPPORT: Final = CaseType(
    name=NAME,
    label=gettext_lazy("request of a school"),
    permission="school_support.handle_requests",
    states=tuple(CaseState),
    days={
        CaseState.RECEIVED: 3,
        CaseState.IN_TRIAGE: 5,
        CaseState.ACCEPTED: 10,
        CaseState.IN_PROGRESS: 20,
    },
    path="case",
    purpose="school-support",
    facts=facts,
    text_of=text_of,
    show=show,
    delete_texts=delete_texts,
    export=export,
    related=related,
    duplicates=duplicates,
    tools=(
        (gettext_lazy("Numbers"), "school_support:numbers"),
        (gettext_lazy("Schools"), "school_support:schools"),
    ),
)


def _request(case: Case) -> SupportRequest:
    return SupportRequest.objects.select_related("school").get(case=case)


def _spoken(group: PupilGroup) -> str:
    words = (
        language_name(group.language, _language()),
        str(Band(group.band).label),
        str(PolishLevel(group.level).label),
    )
    return ", ".join(words)


def _language() -> str:
    code = get_language() or locales.SOURCE
    return code if code in locales.CODES else locales.SOURCE
