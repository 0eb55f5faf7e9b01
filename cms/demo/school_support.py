"""The demo's register of schools, kinds of support, and some invented cases."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from django.db.models import F
from wagtail.models import Locale

from cms.background.models import Letter
from cms.background.models.letter import LetterState
from cms.cases.domain import case_actions, case_messages
from cms.cases.domain.case_creation import Contact
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.enums import CaseState, Outcome
from cms.cases.models import Case, MessageTemplate, Remit
from cms.content.points.domain.questions import ask
from cms.core import locales
from cms.users.models import User
from school_support.domain.school_register import import_file
from school_support.domain.submission import send_request
from school_support.models import SupportKind

from .content_files import cases_file, kinds_file, schools_path
from .translations import fill_translation

Facts = dict[str, Any]
Move = Callable[..., object]
PEOPLE: Final = {"koordynator": "*", "doradca": "*"}
# The way to each state, in the order in which a coordinator goes it.
WAY: Final[dict[str, tuple[Move, ...]]] = {
    CaseState.RECEIVED.value: (),
    CaseState.IN_TRIAGE.value: (case_actions.triage,),
    CaseState.ACCEPTED.value: (case_actions.triage, case_actions.accept),
    CaseState.IN_PROGRESS.value: (case_actions.triage, case_actions.accept, case_actions.start),
    CaseState.COMPLETED.value: (case_actions.start,),
}


def load_kinds() -> dict[str, SupportKind]:
    """Publish the kinds of support in every language; return the Polish ones by key."""
    source = Locale.objects.get(language_code=locales.SOURCE)
    found: dict[str, SupportKind] = {}
    for key, texts in kinds_file().items():
        kind = SupportKind(**texts["facts"], **texts[locales.SOURCE], locale=source)
        kind.full_clean()
        kind.save()
        found[key] = kind
    return found


def translate_kinds(code: str, kinds: dict[str, SupportKind]) -> None:
    """Publish the kinds in one language."""
    locale = Locale.objects.get(language_code=code)
    for key, kind in kinds.items():
        texts = kinds_file()[key]
        target = SupportKind(**texts["facts"], **texts[code])
        fill_translation(kind, target, locale).save_target(publish=True)


def load_cases(kinds: dict[str, SupportKind], pages: dict[str, Any]) -> int:
    """Import the register and open the cases; return how many."""
    import_file(schools_path())
    for name, county in PEOPLE.items():
        Remit.objects.get_or_create(user=User.objects.get(username=name), county=county)
    for template in cases_file()["templates"]:
        texts = {f"text_{code}": template[code] for code in locales.CODES}
        MessageTemplate.objects.create(name=template["name"], kind=template["kind"], **texts)
    for facts in cases_file()["cases"]:
        _work(_request(facts, kinds), facts, User.objects.get(username="koordynator"))
    for facts in cases_file()["questions"]:
        _work(_question(facts, pages), facts, User.objects.get(username="doradca"))
    # Nobody reads what invented people are told; others need not wait for it.
    Letter.objects.filter(state=LetterState.WAITING).update(state=LetterState.DROPPED)
    return Case.objects.count()


def _request(facts: Facts, kinds: dict[str, SupportKind]) -> Case:
    name, role = facts["contact"]
    names = ("language", "band", "level", "count")
    answers = {
        "school": {"rspo": facts["school"]},
        "contact": {"name": name, "role": role, "email": f"szkola-{facts['school']}@example.org"},
        "pupils": {"groups": [dict(zip(names, row, strict=True)) for row in facts["pupils"]]},
        "support": {
            "kinds": [kinds[key].translation_key for key in facts["kinds"]],
            "situation": facts["situation"],
        },
        "tried": {"tried": facts["tried"]},
    }
    return send_request(answers, locale=facts["locale"], case_id=uuid4())


def _question(facts: Facts, pages: dict[str, Any]) -> Case:
    contact = Contact(name=facts["contact"], email="pytanie@example.org")
    point = pages[facts["point"]].pk
    text = facts["text"]
    return ask(point, locale=facts["locale"], text=text, contact=contact, case_id=uuid4())


def _work(case: Case, facts: Facts, person: User) -> None:
    """Go the way to the case's state, and set back the clock by which it came."""
    for move in WAY[facts["to"]]:
        move(case.pk, by=person)
    if "answer" in facts:
        case_messages.write(case.pk, text=facts["answer"], by=person, seen=EVERYTHING)
    if "reply" in facts:
        case_messages.hear(case.pk, text=facts["reply"])
    if facts["to"] == CaseState.COMPLETED:
        case_actions.complete(case.pk, by=person, outcome=Outcome.HELPED, seen=EVERYTHING)
    if "rating" in facts:
        case_actions.rate(case.pk, stars=facts["rating"])
    _date_back(case, facts)


def _date_back(case: Case, facts: Facts) -> None:
    """Let it have come, been answered and been closed as many days ago as the facts say.

    The log stays: it says when the demo was loaded, as nobody may rewrite it.
    """
    case.refresh_from_db()
    days_ago: int = facts["days_ago"]
    came = timedelta(days=days_ago)
    answered, closed = (
        came - timedelta(days=int(facts.get(name) or days_ago))
        for name in ("answered_after", "completed_after")
    )
    is_new = case.state == CaseState.RECEIVED
    Case.objects.filter(pk=case.pk).update(
        received_at=case.received_at - came,
        consented_at=case.consented_at - came,
        first_answered_at=case.first_answered_at and case.first_answered_at - answered,
        closed_at=case.closed_at and case.closed_at - closed,
        due_on=case.due_on - came if case.due_on and is_new else case.due_on,
        unanswered_since=case.received_at - came if is_new else case.unanswered_since,
    )
    case.messages.update(created_at=F("created_at") - answered)
