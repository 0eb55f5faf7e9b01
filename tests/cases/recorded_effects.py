"""What came of something: the lines of the log and the letters that it wrote, in order."""

from collections.abc import Callable
from typing import Any

from cms.background.models import Letter
from cms.background.outbox import Mail
from cms.background.outbox.registry import composer_of
from cms.cases.models import CaseEvent


def effects(act: Callable[[], Any]) -> tuple[list[str], list[str]]:
    """Do it; return the actions and the kinds of letters that are new, each in its order."""
    lines = set(CaseEvent.objects.values_list("pk", flat=True))
    known = set(Letter.objects.values_list("pk", flat=True))
    act()
    actions = CaseEvent.objects.exclude(pk__in=lines).values_list("action", flat=True)
    letters = Letter.objects.exclude(pk__in=known).values_list("kind", flat=True)
    return list(actions), sorted(kind.removeprefix("desk.") for kind in letters)


def written(kind: str) -> list[Mail]:
    """Return the letters of a kind as they would go out now."""
    rows = Letter.objects.filter(kind=f"desk.{kind}")
    found = (composer_of(row.kind)(row.subject_id) for row in rows)
    return [mail for mail in found if mail is not None]
