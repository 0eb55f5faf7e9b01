"""A draft as its private link shows it: what was typed, and what is wrong with it."""

from typing import Any, Final

from cms.cases.domain.private_links import private_url
from cms.cases.domain.serializers import moment, represent_file
from cms.cases.models import CaseFile
from cms.cases.rules.personal_data_detection import findings
from school_support.domain import request_drafts, support_types
from school_support.enums import Step
from school_support.models import RequestDraft, School

from .input_serializers import SERIALIZERS

# Where somebody writes freely.
TEXTS: Final = ((Step.SUPPORT, "situation"), (Step.TRIED, "tried"))
Errors = dict[str, dict[str, list[str]]]


class Checked:
    """The pages of a draft, checked in the language that is active.

    ``answers`` are those without a mistake, cleaned; ``errors`` the mistakes, also of pages that
    nobody has filled in yet. What was tried is not asked for unless a chosen kind wants to know.
    """

    def __init__(self, typed: dict[str, Any]) -> None:
        self.answers: dict[str, Any] = {}
        self.errors: Errors = {}
        for step, serializer in SERIALIZERS.items():
            form = serializer(data=typed.get(step, {}))
            if form.is_valid():
                self.answers[step] = form.validated_data
            else:
                self.errors[step] = flat(form.errors)

    @property
    def asks_what_was_tried(self) -> bool:
        """Tell whether one of the chosen kinds wants to know."""
        offered = support_types.known("pl")
        chosen = self.answers.get(Step.SUPPORT, {}).get("kinds", [])
        return any(offered[key].asks_what_was_tried for key in chosen if key in offered)


def represent_draft(draft: RequestDraft, base: str) -> dict[str, Any]:
    """Return what ``DraftJSON`` describes, in the language that is active."""
    checked = Checked(draft.answers)
    uploaded = list(CaseFile.objects.filter(draft_id=draft.pk))
    return {
        "locale": draft.locale,
        "changed_at": moment(draft.changed_at),
        "expires_at": moment(request_drafts.expires_at(draft)),
        "answers": draft.answers,
        "school": _school(checked),
        "files": [represent_file(file, base) for file in uploaded],
        "steps": [
            {
                "step": step,
                "state": _state(step, draft, checked, has_files=bool(uploaded)),
                "version": request_drafts.version_of(draft, step),
            }
            for step in Step.values
        ],
        "errors": {step: told for step, told in checked.errors.items() if step in draft.answers},
        "warnings": warnings_of(draft.answers),
        "sent": _sent(draft),
    }


def warnings_of(answers: dict[str, Any]) -> list[dict[str, str]]:
    """Return what in the free texts looks like personal data."""
    return [
        {"field": f"{step}.{name}", "kind": one.kind, "excerpt": one.excerpt}
        for step, name in TEXTS
        for one in findings(str(answers.get(step, {}).get(name) or ""))
    ]


def flat(errors: dict[str, Any] | list[Any], prefix: str = "") -> dict[str, list[str]]:
    """Return nested errors by dotted name: ``groups.0.count``."""
    found: dict[str, list[str]] = {}
    pairs = errors.items() if isinstance(errors, dict) else enumerate(errors)
    for name, told in pairs:
        place = f"{prefix}{name}"
        if isinstance(told, dict) or (told and isinstance(told[0], dict | list)):
            found |= flat(told, f"{place}.")
        elif isinstance(told, list):
            found[place] = [str(text) for text in told]
        elif told:
            found.setdefault(prefix.rstrip("."), []).append(str(told))
    return found


def _school(checked: Checked) -> dict[str, str] | None:
    rspo = checked.answers.get(Step.SCHOOL, {}).get("rspo")
    school = School.objects.filter(rspo=rspo).first() if rspo else None
    if school is None:
        return None
    names = ("rspo", "name", "street", "postcode", "town")
    return {name: getattr(school, name) for name in names}


def _state(step: str, draft: RequestDraft, checked: Checked, *, has_files: bool) -> str:
    if step == Step.TRIED and not checked.asks_what_was_tried:
        return "skipped"
    if step == Step.FILES:
        return "done" if has_files else "empty"
    if step == Step.CHECK or step not in draft.answers:
        return "empty"
    return "wrong" if step in checked.errors else "done"


def _sent(draft: RequestDraft) -> dict[str, str] | None:
    if draft.case is None:
        return None
    return {"reference": draft.case.reference, "status_url": private_url(draft.case)}
