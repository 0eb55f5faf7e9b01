"""Running the automatic checks of one step, and what follows from what they found."""

import logging
from typing import Any, Final

from django.db import transaction
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState, WorkflowState

from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain import publication
from cms.translation.base.domain.errors import TranslationError
from cms.translation.review.enums import Problem
from cms.translation.review.models import AutomaticChecksTask, ChecksReport
from cms.translation.review.rules import registry
from cms.translation.review.rules.finding import Finding
from cms.users.admin_language import in_words_of

from . import accepted_findings
from .check_target import CheckTarget

logger = logging.getLogger(__name__)

QUOTED: Final = 10
QUOTED_CHARACTERS: Final = 80


@transaction.atomic
def decide(task_state_id: int) -> None:
    """Run the checks of a step, and pass it or reject it.

    Effects: a ``ChecksReport``, the step's outcome with Wagtail's signals and log; what comes
    after the step begins, or the page is published if nothing does. Nothing happens for a step
    that is over. Safe to repeat.
    """
    task_state = TaskState.objects.select_for_update().filter(pk=task_state_id).first()
    if task_state is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
        return
    found = findings(task_state)
    if not found:
        found = _pass(task_state)
    ChecksReport.objects.update_or_create(
        task_state=task_state, defaults={"findings_json": [each.as_json() for each in found]}
    )
    if found:
        task_state.reject(comment=_in_words(found, task_state.workflow_state.requested_by))


def findings(task_state: TaskState) -> list[Finding]:
    """Return what the checks of the step find in what was submitted, and nobody accepted."""
    task = task_state.task.specific
    subject = CheckTarget.of(task_state.revision)
    wanted = task.checks if isinstance(task, AutomaticChecksTask) else registry.names()
    found = [each for check in registry.chosen(wanted) for each in _look(check, subject)]
    return accepted_findings.open_ones(found, subject.instance)


def _look(check: registry.Check, subject: CheckTarget) -> list[Finding]:
    """Return what one check finds. One that fails must not let through, nor stop the others."""
    try:
        with transaction.atomic():
            return list(check.look(subject))
    except Exception:
        logger.exception("The check %s failed", check.name)
        return [Finding(Problem.NOT_CHECKED, detail=str(check.label))]


def _pass(task_state: TaskState) -> list[Finding]:
    """Approve the step; return why not, where the page would be published now and may not be."""
    person = _last_person(task_state)
    is_last = task_state.workflow_state.is_at_final_task
    if (
        is_last
        and person is None
        and publication.is_translation(task_state.workflow_state.content_object)
    ):
        return [Finding(Problem.NOT_REVIEWED)]
    try:
        with transaction.atomic():
            task_state.approve(update=False)
            # Who publishes is the person that decided before; a machine stands for nothing.
            WorkflowState.objects.get(pk=task_state.workflow_state_id).update(user=person)
    except (TranslationError, PublicationRefusedError) as refusal:
        task_state.refresh_from_db()
        return [Finding(Problem.NOT_PUBLISHABLE, detail=_words_of(refusal))]
    return []


def _last_person(task_state: TaskState) -> Any:
    """Return who approved the last step that a person decided, or None."""
    approved = task_state.workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, finished_by__isnull=False
    )
    last = approved.order_by("-finished_at").first()
    return last.finished_by if last else None


def _words_of(refusal: Exception) -> str:
    return str(getattr(refusal, "message", "") or refusal)


def _in_words(found: list[Finding], reader: Any) -> str:
    """Return what was found as a comment, in the language of who submitted it.

    Wagtail keeps comments as text, shows them in the history and mails them.
    """
    with in_words_of(reader):
        headline = ngettext(
            "The automatic checks found %(count)d problem:",
            "The automatic checks found %(count)d problems:",
            len(found),
        ) % {"count": len(found)}
        lines = [f"– {in_a_line(each)}" for each in found[:QUOTED]]
        if len(found) > QUOTED:
            lines.append(_("The rest stands in the report of the checks."))
        return "\n".join([headline, *lines])


def in_a_line(found: Finding) -> str:
    """Return one problem, what it is about and where, in the language that is active."""
    text = Truncator(" ".join(strip_tags(found.text).split())).chars(QUOTED_CHARACTERS)
    line = str(found.problem.label)
    if found.detail:
        line = f"{line}: {found.detail}"
    return f"{line} („{text}”)" if text else line
