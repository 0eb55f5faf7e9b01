"""The book of what was sent to machines: written before each call, settled after it.

Nothing here calls a machine, and no transaction is open while one is called. A process that dies
between claim and answer leaves a row that says so: such a text is not sent again by itself.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from cms.translation.machines.enums import AnswerState
from cms.translation.machines.models import MachineAnswer, MachineChoice, MachineSpending
from cms.translation.machines.rules.months import month_of
from cms.translation.machines.rules.placeholder_protection import Question, UnusableError, answer

from .providers.base import Translator

# Longer than any request may take (cms.background.jobs ends a job after a minute).
LEASE: Final = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Claim:
    """What may be sent now: new rows with their questions, in order."""

    rows: tuple[MachineAnswer, ...]
    questions: tuple[Question, ...]
    is_over_budget: bool

    @property
    def texts(self) -> list[str]:
        """Return the texts to send."""
        return [asked.sent for asked in self.questions]


def digest(text: str) -> str:
    """Return the SHA-256 of ``text`` in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def book(
    machine: Translator, target: str, questions: Iterable[Question]
) -> QuerySet[MachineAnswer]:
    """Return the rows of ``questions``."""
    digests = [digest(asked.sent) for asked in questions]
    return MachineAnswer.objects.filter(
        provider=machine.provider, target=target, digest__in=digests
    )


def note_dead() -> None:
    """Mark what was sent by processes that died since: nobody knows whether it was charged."""
    MachineAnswer.objects.filter(
        state=AnswerState.ASKING, asked_at__lt=timezone.now() - LEASE
    ).update(state=AnswerState.UNKNOWN)


@transaction.atomic
def claim(choice: MachineChoice, machine: Translator, questions: Sequence[Question]) -> Claim:
    """Write down that ``questions`` are sent now, as many as the month's budget allows.

    Texts that are in the book already are left out: they were sent before or are being sent. The
    row of the language's choice is locked, so two processes never spend the same characters.
    """
    choice = MachineChoice.objects.select_for_update().get(pk=choice.pk)
    target = choice.locale.language_code
    now = timezone.now()
    known = set(book(machine, target, questions).values_list("digest", flat=True))
    fresh = {digest(asked.sent): asked for asked in questions if digest(asked.sent) not in known}
    affordable = _affordable(fresh, left(choice, now) if machine.is_charged else None)
    rows = [_row(machine, target, key, asked, now) for key, asked in affordable.items()]
    MachineAnswer.objects.bulk_create(rows)
    _spend(rows, sum(row.characters for row in rows))
    return Claim(tuple(rows), tuple(affordable.values()), len(affordable) < len(fresh))


def _affordable(fresh: Mapping[str, Question], left: int | None) -> dict[str, Question]:
    """Return the first questions that fit into what is ``left``; None is no limit."""
    chosen: dict[str, Question] = {}
    for key, asked in fresh.items():
        if left is not None:
            left -= asked.characters
            if left < 0:
                break
        chosen[key] = asked
    return chosen


def _row(
    machine: Translator, target: str, key: str, asked: Question, now: datetime
) -> MachineAnswer:
    return MachineAnswer(
        provider=machine.provider,
        target=target,
        digest=key,
        source_digest=digest(asked.source),
        source=asked.source,
        characters=asked.characters if machine.is_charged else 0,
        month=month_of(now),
        asked_at=now,
    )


def spent(target: str, moment: datetime) -> int:
    """Return the characters sent for a language in the month of ``moment``, to all machines."""
    rows = MachineSpending.objects.filter(target=target, month=month_of(moment))
    return rows.aggregate(sum=Sum("characters"))["sum"] or 0


def left(choice: MachineChoice, moment: datetime) -> int | None:
    """Return what is left of the month's budget, at least 0; None without a limit."""
    if choice.characters_a_month is None:
        return None
    return max(0, choice.characters_a_month - spent(choice.locale.language_code, moment))


def _spend(rows: Sequence[MachineAnswer], characters: int) -> None:
    """Add ``characters``, negative for what comes back, to the month of ``rows``."""
    if not characters:
        return
    first = rows[0]
    spending, _created = MachineSpending.objects.get_or_create(
        target=first.target, provider=first.provider, month=first.month
    )
    MachineSpending.objects.filter(pk=spending.pk).update(characters=F("characters") + characters)


@transaction.atomic
def settle(claimed: Claim, texts: Sequence[str]) -> None:
    """Write the answers down; one that lost a term or a link is kept, but not used."""
    now = timezone.now()
    for row, asked, text in zip(claimed.rows, claimed.questions, texts, strict=True):
        row.answered_at = now
        try:
            row.text, row.state = answer(asked, text), AnswerState.ANSWERED
        except UnusableError as error:
            row.text, row.state, row.problem = text, AnswerState.UNUSABLE, error.problem
    MachineAnswer.objects.bulk_update(claimed.rows, ["text", "state", "problem", "answered_at"])


@transaction.atomic
def give_back(choice: MachineChoice, claimed: Claim) -> None:
    """Strike out what a machine refused: it was not charged and may be asked again."""
    MachineChoice.objects.select_for_update().get(pk=choice.pk)
    MachineAnswer.objects.filter(pk__in=[row.pk for row in claimed.rows]).delete()
    _spend(claimed.rows, -sum(row.characters for row in claimed.rows))


def leave_open(claimed: Claim) -> None:
    """Note that nobody knows whether ``claimed`` was charged."""
    MachineAnswer.objects.filter(
        pk__in=[row.pk for row in claimed.rows], state=AnswerState.ASKING
    ).update(state=AnswerState.UNKNOWN)
