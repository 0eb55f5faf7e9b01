"""Whether a translation says the same: facts and terms."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.translation.base.domain.terms import TermFault
from cms.translation.base.domain.translation_checks import Finding as TextFinding
from cms.translation.review.domain.check_target import CheckTarget
from cms.translation.review.enums import Problem
from cms.translation.review.rules.finding import Finding
from cms.translation.review.rules.registry import check


@check("facts", _("Numbers, dates, telephone numbers, addresses and articles of law that are lost"))
def facts(subject: CheckTarget) -> Iterator[Finding]:
    """Yield the segments whose translation lacks a fact of the source."""
    for found in subject.text_findings:
        if found.lost:
            lost = ", ".join(fact.value for fact in found.lost)
            yield Finding(Problem.FACT_LOST, found.path, found.source, lost, found.translation)


@check("terms", _("Terms that are missing, or said in a forbidden way"))
def terms(subject: CheckTarget) -> Iterator[Finding]:
    """Yield each term that a segment says otherwise than the term base."""
    for found in subject.text_findings:
        for fault in found.terms:
            yield _term(found, fault)


def _term(found: TextFinding, fault: TermFault) -> Finding:
    """Return the finding; its detail reads “wrong → right / also right”."""
    problem = Problem.TERM_FORBIDDEN if fault.forbidden else Problem.TERM_MISSING
    right = " / ".join(fault.approved)
    detail = " → ".join(part for part in (fault.forbidden or fault.term, right) if part)
    return Finding(problem, found.path, found.source, detail, found.translation)
