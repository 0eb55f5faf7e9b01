"""Asking a machine: what is known is not asked again, what is asked is paid for once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.core import locales
from cms.translation.machines.enums import CLOSED, AnswerState
from cms.translation.machines.models import MachineChoice
from cms.translation.machines.rules.placeholder_protection import Question

from . import usage_ledger
from .providers.base import Translator
from .providers.errors import RefusedError, UnclearError
from .usage_ledger import Claim

# A request takes at most 24 seconds, and a job that began other items before ends after 60.
STARTS_WITHIN: Final = 20.0
PAUSES: Final = (1.0, 3.0)
POLL: Final = 0.25


class StillAskingError(Exception):
    """Time is up, or another process is asking for the same; come again, nothing is lost."""


@dataclass(slots=True)
class Asked:
    """Answers by source text; how many texts need a person; why the rest was not asked."""

    texts: dict[str, str] = field(default_factory=dict)
    closed: int = 0
    refusals: list[str | Promise] = field(default_factory=list)


@dataclass(slots=True)
class _Clock:
    until: float

    def has_time(self, seconds: float = 0) -> bool:
        return monotonic() + seconds < self.until


def ask(choice: MachineChoice, machine: Translator, questions: Sequence[Question]) -> Asked:
    """Return what ``machine`` says to ``questions``, asking only what nobody has asked before.

    Call it outside of transactions. Effects: rows in the book, requests. Nothing is raised for a
    refusal: what was answered before it counts. Raises StillAskingError.
    """
    clock, asked = _Clock(monotonic() + STARTS_WITHIN), Asked()
    target = choice.locale.language_code
    usage_ledger.note_dead()
    known = set(usage_ledger.book(machine, target, questions).values_list("digest", flat=True))
    new = [entry for entry in questions if _key(entry) not in known]
    for part in _parts(machine, new):
        if not clock.has_time():
            raise StillAskingError
        refusal = _ask_part(choice, machine, part, clock)
        if refusal is not None:
            asked.refusals.append(refusal)
            break
    _collect(machine, target, questions, asked, clock)
    return asked


def _parts(machine: Translator, questions: Sequence[Question]) -> Iterator[list[Question]]:
    """Yield as many questions at a time as one request may hold; a long one goes alone."""
    part: list[Question] = []
    size = 0
    for asked in questions:
        if part and (
            len(part) == machine.max_texts or size + len(asked.sent) > machine.max_characters
        ):
            yield part
            part, size = [], 0
        part.append(asked)
        size += len(asked.sent)
    if part:
        yield part


def _ask_part(
    choice: MachineChoice, machine: Translator, part: Sequence[Question], clock: _Clock
) -> str | Promise | None:
    """Claim, call, settle; return why it makes no sense to go on, or None."""
    claimed = usage_ledger.claim(choice, machine, part)
    if claimed.rows:
        try:
            texts = _call(machine, claimed, choice.locale.language_code, clock)
        except RefusedError as error:
            usage_ledger.give_back(choice, claimed)
            return error.message
        except UnclearError as error:
            usage_ledger.leave_open(claimed)
            return error.message
        usage_ledger.settle(claimed, texts)
    if claimed.is_over_budget:
        return _("This month's budget of characters is used up.")
    return None


def _call(machine: Translator, claimed: Claim, target: str, clock: _Clock) -> list[str]:
    """Call, again after a pause where the machine is overloaded. Raises as ``translate``."""
    for pause in PAUSES:
        try:
            return machine.translate(claimed.texts, locales.SOURCE, target)
        except RefusedError as error:
            if not error.temporary or not clock.has_time(pause):
                raise
            sleep(pause)
    return machine.translate(claimed.texts, locales.SOURCE, target)


def _collect(
    machine: Translator, target: str, questions: Sequence[Question], asked: Asked, clock: _Clock
) -> None:
    """Fill ``asked`` from the book, waiting for what other processes are asking."""
    while True:
        rows = {row.digest: row for row in usage_ledger.book(machine, target, questions)}
        is_settled = all(row.state != AnswerState.ASKING for row in rows.values())
        if is_settled and (asked.refusals or len(rows) == len({*map(_key, questions)})):
            break
        if not clock.has_time():
            raise StillAskingError
        sleep(POLL)
    asked.closed = sum(row.state in CLOSED for row in rows.values())
    answered = {key for key, row in rows.items() if row.state == AnswerState.ANSWERED}
    asked.texts = {
        entry.source: rows[_key(entry)].text for entry in questions if _key(entry) in answered
    }


def _key(asked: Question) -> str:
    return usage_ledger.digest(asked.sent)
