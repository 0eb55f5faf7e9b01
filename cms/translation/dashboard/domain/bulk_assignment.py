"""Giving many translations to somebody, each by the rules of ``cms.translation.base``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale

from cms.background.batches import Args
from cms.translation.base.domain.assignments import assign
from cms.translation.base.models import Assignment
from cms.users.models import User

from .translatable_items import subjects

# The kind of batch that gives many.
ASSIGN: Final = "board.assign"
NOBODY_ID: Final = 0
SAME_PERSON: Final = -1


@dataclass(frozen=True, slots=True)
class BulkAssignment:
    """Who is to have a translation, and until when.

    ``to`` is an account's id, NOBODY_ID to take it back, or SAME_PERSON to change the day only.
    """

    to: int
    due_on: date | None

    def args(self, key: UUID, locale: Locale) -> Args:
        """Return the arguments of a batch's item."""
        day = self.due_on.toordinal() if self.due_on else 0
        return {"key": key.hex, "locale": locale.language_code, "to": self.to, "day": day}

    @classmethod
    def from_args(cls, args: Args) -> "BulkAssignment":
        """Return what ``args`` was made of."""
        day = int(args["day"])
        return cls(int(args["to"]), date.fromordinal(day) if day else None)


@transaction.atomic
def give(key: UUID, locale: Locale, gift: BulkAssignment, *, by: User) -> None:
    """Give one translation; errors are those of ``translation.base.domain.assignments.assign``.

    Nothing happens where the day of a translation that nobody has should change. Raises
    User.DoesNotExist for an account that is gone.
    """
    if gift.to == SAME_PERSON:
        before = Assignment.objects.filter(translation_key=key, locale=locale).first()
        if before is None:
            return
        assignee: User | None = User.objects.get(pk=before.assignee_id)
    else:
        assignee = User.objects.get(pk=gift.to, is_active=True) if gift.to else None
    assign(key, locale, assignee=assignee, due_on=gift.due_on, by=by)


def titles(args: Sequence[Args]) -> list[str]:
    """Return what people call the items of a batch: the subject and the language."""
    known = {subject.key.hex: subject.title for subject in subjects()}
    return [f"{known.get(str(each['key']), each['key'])} ({each['locale']})" for each in args]
