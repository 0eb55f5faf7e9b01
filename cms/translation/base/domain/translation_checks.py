"""What a machine can tell about a translation before a person reads it."""

from dataclasses import dataclass

from wagtail_localize.models import StringSegment, Translation

from cms.core import locales
from cms.translation.base.rules.facts import Fact, missing_facts

from .terms import Entry, TermFault, entries, faults


@dataclass(frozen=True, slots=True)
class Finding:
    """What may be wrong with one translated segment; ``path`` is the content path.

    ``lost`` are facts of the source that the translation does not have.
    """

    path: str
    source: str
    translation: str
    lost: tuple[Fact, ...] = ()
    terms: tuple[TermFault, ...] = ()


def findings(translation: Translation) -> list[Finding]:
    """Return what is wrong in the translated segments, in reading order; three queries."""
    code = translation.target_locale.language_code
    rows = (
        StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=False)
        .exclude(context__path="slug")
        .order_by("order")
        .values_list("context__path", "string__data", "translation")
    )
    known = entries(code)
    found = (_finding(path, source, text, code, known) for path, source, text in rows)
    return [finding for finding in found if finding.lost or finding.terms]


def _finding(path: str, source: str, text: str, code: str, known: list[Entry]) -> Finding:
    return Finding(
        path,
        source,
        text,
        tuple(missing_facts(source, text, locales.SOURCE, code)),
        tuple(faults(source, text, code, known)),
    )
