"""Whether a person has translated every text."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.translation.base.enums import SegmentState
from cms.translation.review.domain.check_target import CheckTarget
from cms.translation.review.enums import Problem
from cms.translation.review.rules.finding import Finding
from cms.translation.review.rules.registry import check

_OPEN: Final = {
    SegmentState.MISSING: Problem.UNTRANSLATED,
    SegmentState.NEEDS_REVISION: Problem.NEEDS_REVISION,
}


@check("untranslated", _("Texts that are not translated, or need revision"))
def untranslated(subject: CheckTarget) -> Iterator[Finding]:
    """Yield the segments that hold no valid translation of what the source says now."""
    for row in subject.rows:
        if row.error:
            yield Finding(Problem.INVALID, row.path, row.source, row.error)
        elif row.state in _OPEN:
            yield Finding(_OPEN[row.state], row.path, row.source)


@check("machine_only", _("Texts that only a machine translated"))
def machine_only(subject: CheckTarget) -> Iterator[Finding]:
    """Yield the segments that no person took over from a machine."""
    for row in subject.rows:
        if row.state == SegmentState.MACHINE:
            yield Finding(Problem.MACHINE_ONLY, row.path, row.source, row.tool)
