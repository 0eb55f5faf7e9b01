"""What a machine can tell about a translation before a person reads it."""

from dataclasses import dataclass

from wagtail_localize.models import StringSegment, Translation

from cms.core import locales
from cms.translation.rules.facts import Fact, missing_facts


@dataclass(frozen=True, slots=True)
class Finding:
    """Facts of a source text that its translation does not have; ``path`` is the content path."""

    path: str
    source: str
    translation: str
    lost: tuple[Fact, ...]


def findings(translation: Translation) -> list[Finding]:
    """Return what is wrong in the translated segments, in reading order; one query."""
    code = translation.target_locale.language_code
    rows = (
        StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=False)
        .exclude(context__path="slug")
        .order_by("order")
        .values_list("context__path", "string__data", "translation")
    )
    found = (
        Finding(path, source, text, tuple(missing_facts(source, text, locales.SOURCE, code)))
        for path, source, text in rows
    )
    return [finding for finding in found if finding.lost]
