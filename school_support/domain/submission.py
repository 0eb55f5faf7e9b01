"""A request becomes a case: one way for the form and for other programs."""

from typing import Any
from uuid import UUID

from django.db import transaction

from cms.cases.domain.case_creation import Contact, open_case
from cms.cases.models import Case
from school_support.models import PupilGroup, RequestedKind, School, SupportRequest

from .case_type import NAME


@transaction.atomic
def send_request(answers: dict[str, Any], *, locale: str, case_id: UUID) -> Case:
    """Open a case of checked ``answers``, as the pages of the form name them.

    In order: the case with its log and letters, the request, its kinds, its numbers of pupils.
    """
    school, name, town, county = _school(answers["school"])
    contact = {key: answers["contact"].get(key, "") for key in ("name", "role", "email", "phone")}
    case = open_case(
        NAME,
        locale=locale,
        county=county,
        about=name,
        town=f"{town} {school.rspo if school else ''}",
        contact=Contact(**contact),
        case_id=case_id,
    )
    request = SupportRequest.objects.create(
        case=case,
        school=school,
        school_name=name,
        town=town,
        situation=answers["support"].get("situation", ""),
        tried=answers.get("tried", {}).get("tried", ""),
    )
    RequestedKind.objects.bulk_create(
        RequestedKind(request=request, kind_key=key) for key in answers["support"]["kinds"]
    )
    PupilGroup.objects.bulk_create(
        PupilGroup(request=request, **group) for group in answers["pupils"]["groups"]
    )
    return case


def _school(answers: dict[str, Any]) -> tuple[School | None, str, str, str]:
    """Return the school of the register, its name, town and county; None for a typed-in one."""
    if rspo := answers.get("rspo"):
        school = School.objects.get(rspo=rspo)
        return school, school.name, school.town, school.county
    return None, answers["name"], answers["town"], answers["county"]
