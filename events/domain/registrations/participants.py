"""The people a registration is for: each a row of their own, told apart by id and never by order.

Call these with the places locked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from events.models import Participant, Registration

from .errors import NotPossibleError


@dataclass(frozen=True, slots=True)
class ParticipantInput:
    """What somebody says of one participant: ``id`` of one who is known, None of a new one.

    ``age`` in years, None where nobody said; ``name`` None leaves it as it is.
    """

    age: int | None = None
    name: str | None = None
    id: int | None = None


def set_participants(
    registration: Registration, said: Sequence[ParticipantInput], now: datetime
) -> None:
    """Have one participant for each place, those whom ``said`` names, then others as before.

    Whoever is not named any more leaves first, then those who came last; they keep what was noted.
    Raises NotPossibleError where ``said`` names somebody who has left.
    """
    known = {one.pk: one for one in registration.participants.all()}
    paired = _paired(known, said)[: registration.size]
    named = [known[pk] for pk, _words in paired if pk is not None]
    others = [one for one in known.values() if one not in named]
    staying = named + others[: max(registration.size - len(paired), 0)]
    _take_off((one for one in known.values() if one not in staying), now)
    for pk, words in paired:
        if pk is not None:
            _correct(known[pk], words)
    new = [words for pk, words in paired if pk is None]
    for index in range(registration.size - len(staying)):
        _add(registration, new[index] if index < len(new) else ParticipantInput(), now)


def of_ages(ages: Iterable[int | None]) -> tuple[ParticipantInput, ...]:
    """Return what a list of ages says: it names nobody."""
    return tuple(ParticipantInput(age=age) for age in ages)


def _paired(
    known: dict[int, Participant], said: Sequence[ParticipantInput]
) -> list[tuple[int | None, ParticipantInput]]:
    """Pair what is said with who is known: by id; without ids, by age.

    A list of ages names nobody. Whoever has an age of the list stays; an age that is left over
    corrects somebody, as long as nobody is to leave.
    """
    ids = {each.id for each in said if each.id is not None}
    if ids - known.keys():
        raise NotPossibleError("Somebody has left meanwhile.")
    if ids:
        return [(each.id, each) for each in said]
    free = list(known.values())
    pairs: list[tuple[int | None, ParticipantInput]] = []
    for each in said:
        same = next((one for one in free if one.age == each.age), None)
        if same is not None:
            free.remove(same)
        pairs.append((same.pk if same is not None else None, each))
    return _corrected(pairs, free) if len(said) >= len(known) else pairs


def _corrected(
    pairs: list[tuple[int | None, ParticipantInput]], free: list[Participant]
) -> list[tuple[int | None, ParticipantInput]]:
    """Take the ages that nobody has for corrections of those who are left, in their order."""
    left = iter(free)
    result = []
    for pk, each in pairs:
        one = next(left, None) if pk is None else None
        result.append((one.pk if one is not None else pk, each))
    return result


def _take_off(people: Iterable[Participant], now: datetime) -> None:
    for one in people:
        one.left_at = now
        one.save(update_fields=["left_at"])


def _correct(one: Participant, words: ParticipantInput) -> None:
    name = one.name if words.name is None else words.name
    # Of a list of ages nobody takes an age back: it may be shorter than the people are many.
    age = one.age if words.age is None and words.id is None else words.age
    if (one.age, one.name) != (age, name):
        one.age, one.name = age, name
        one.save(update_fields=["age", "name"])


def _add(registration: Registration, words: ParticipantInput, now: datetime) -> None:
    last = Participant.everybody.filter(registration=registration).aggregate(last=Max("position"))
    Participant.objects.create(
        registration=registration,
        position=(last["last"] or 0) + 1,
        age=words.age,
        name=words.name or "",
        joined_at=now,
    )
