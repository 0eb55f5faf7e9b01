"""What a machine can tell about one text before a person reads it, saved or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from cms.core import locales
from cms.translation.base.domain.errors import InvalidTextError
from cms.translation.base.domain.segment_store import refuse_invalid
from cms.translation.base.domain.terms import Entry, TermFault, faults
from cms.translation.base.rules.facts import Fact, missing_facts
from cms.translation.editor.enums import QaCheck
from cms.translation.editor.rules.qa_checks import hints


@dataclass(frozen=True, slots=True)
class Warnings:
    """``problem`` keeps a text from being saved; the rest is for a person to judge."""

    problem: str = ""
    lost: tuple[Fact, ...] = ()
    terms: tuple[TermFault, ...] = ()
    hints: tuple[QaCheck, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.problem or self.lost or self.terms or self.hints)


def warnings_of(
    path: str, source: str, text: str, language: str, known: Sequence[Entry]
) -> Warnings:
    """Return what is wrong with ``text`` as a translation; nothing for an empty one."""
    if not text.strip():
        return Warnings()
    if path == "slug":
        return Warnings(hints=tuple(hints(path, source, text)))
    return Warnings(
        _problem(source, text),
        tuple(missing_facts(source, text, locales.SOURCE, language)),
        tuple(faults(source, text, language, known)),
        tuple(hints(path, source, text)),
    )


def _problem(source: str, text: str) -> str:
    """Return what wagtail-localize would refuse about the inline tags, in its own words."""
    try:
        refuse_invalid(source, text)
    except InvalidTextError as error:
        return error.problem
    return ""
