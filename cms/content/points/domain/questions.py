"""Questions to points: how they are asked, and their case type."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.cases.domain.case_creation import Contact, open_case
from cms.cases.domain.case_types import CaseType, Fact
from cms.cases.enums import CaseState
from cms.cases.models import Case
from cms.content.points.models import InformationPoint, PointQuestion
from cms.core import content_version, locales

from .directory import directory
from .letter_wording import QUESTION

NAME: Final = "question"


@transaction.atomic
def ask(point_id: int, *, locale: str, text: str, contact: Contact, case_id: UUID) -> Case:
    """Open a case about a public point, given by its source page's id; the point's county counts.

    Raises DoesNotExist.
    """
    point = InformationPoint.objects.get(pk=point_id)
    case = open_case(
        NAME,
        locale=locale,
        county=point.county,
        about=point.title,
        town=point.city,
        contact=contact,
        case_id=case_id,
    )
    PointQuestion.objects.create(case=case, point=point, text=text)
    return case


def facts(case: Case) -> list[Fact]:
    """Return which point was asked."""
    return [(_("Information point"), case.about)]


def text_of(case: Case) -> list[Fact]:
    """Return the question."""
    text = PointQuestion.objects.get(case=case).text
    return [(_("Question"), text)] if text else []


def show(case: Case) -> dict[str, Any]:
    """Return ``QuestionDetailsJSON``; a point that is no longer public has no address."""
    question = PointQuestion.objects.get(case=case)
    code = get_language() or locales.SOURCE
    reader = code if code in locales.CODES else locales.SOURCE
    known = directory(reader, content_version.current()).find(question.point_id or 0)
    title, html_url = (known.json["title"], known.json["html_url"]) if known else (case.about, None)
    return {"point": {"title": title, "html_url": html_url}, "text": question.text}


def delete_texts(case: Case) -> None:
    """Empty the question."""
    PointQuestion.objects.filter(case=case).update(text="")


def export(case: Case) -> dict[str, Any]:
    """Return all of it, for the person it is about."""
    return show(case)


def related(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Join what a list of cases shows."""
    return cases.select_related("point_question")


POINT_QUESTION: Final = CaseType(
    name=NAME,
    label=gettext_lazy("question to a point"),
    permission="points.answer_questions",
    states=(
        CaseState.RECEIVED,
        CaseState.IN_PROGRESS,
        CaseState.COMPLETED,
        CaseState.DECLINED,
        CaseState.WITHDRAWN,
    ),
    days={CaseState.RECEIVED: 3, CaseState.IN_PROGRESS: 10},
    path="question",
    purpose="point-question",
    facts=facts,
    text_of=text_of,
    show=show,
    delete_texts=delete_texts,
    export=export,
    related=related,
    wording=QUESTION,
)
