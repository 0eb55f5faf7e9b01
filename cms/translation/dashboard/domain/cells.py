"""Where each subject stands in each language, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import OuterRef, Subquery
from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.core.models import BasePage, TranslationState, TranslationStatus
from cms.translation.base.domain.outdated_snippets import OutdatedSnippet, Place, behind_parts
from cms.translation.base.domain.translation_progress import TranslationProgress
from cms.translation.base.models import Assignment
from cms.users.models import User

from .translatable_items import TranslatableItem

LIVE: Final = frozenset({TranslationStatus.CURRENT, TranslationStatus.BEHIND})


class Given(NamedTuple):
    """To whom a translation was given, and until which day in Warsaw."""

    user_id: int
    name: str
    due_on: date | None

    @property
    def initials(self) -> str:
        """Up to two letters of the name."""
        return "".join(word[0] for word in self.name.replace("-", " ").split()[:2]).upper()


@dataclass(slots=True)
class MatrixCell:
    """A subject in one language. ``counts`` is None until it is asked for, or never counted.

    ``because`` are the snippets it shows that are behind: with them it is behind for its readers.
    """

    locale: Locale
    status: TranslationStatus
    behind_since: datetime | None = None
    given: Given | None = None
    translation_id: int | None = None
    counts: TranslationProgress | None = None
    because: tuple[OutdatedSnippet, ...] = ()

    def is_overdue(self, today: date) -> bool:
        """Tell whether the day it was due on is over and it is not done."""
        if self.given is None or self.given.due_on is None:
            return False
        return self.given.due_on < today and self.status != TranslationStatus.CURRENT


@dataclass(frozen=True, slots=True)
class Row:
    """A subject in all the languages shown."""

    subject: TranslatableItem
    cells: tuple[MatrixCell, ...]

    @property
    def open_words(self) -> int:
        """Words of the source left to translate, in all languages together."""
        return sum(cell.counts.open_words for cell in self.cells if cell.counts)


def rows(subjects: Iterable[TranslatableItem], locales: list[Locale]) -> list[Row]:
    """Return a row for each subject, in their order, without counts.

    Two queries, and those of ``behind_parts`` where there are pages that show snippets.
    """
    subjects = list(subjects)
    states, given = _states(locales), _given(locales)
    parts = behind_parts(_pages(subjects), locales)

    def cell(key: UUID, locale: Locale) -> MatrixCell:
        place = (key, locale.pk)
        state = states.get(place, _NOT_STARTED)
        found = MatrixCell(
            locale=locale,
            status=TranslationStatus(state.status),
            behind_since=state.behind_since,
            given=given.get(place),
            translation_id=state.translation_id,
        )
        return _with_parts(found, parts.get(place, []))

    return [
        Row(subject, tuple(cell(subject.key, locale) for locale in locales)) for subject in subjects
    ]


def _pages(subjects: Iterable[TranslatableItem]) -> dict[type[BasePage], set[UUID]]:
    """Return the translation keys of the pages that show snippets, by their type."""
    found: dict[type[BasePage], set[UUID]] = {}
    for subject in subjects:
        model: Any = apps.get_model(subject.kind)
        if getattr(model, "shown_snippets", ()):
            found.setdefault(model, set()).add(subject.key)
    return found


def _with_parts(cell: MatrixCell, parts: list[OutdatedSnippet]) -> MatrixCell:
    """Let a live translation be behind with what it shows."""
    if parts and cell.status in LIVE:
        since = [each for each in (cell.behind_since, *(p.since for p in parts)) if each]
        cell.because, cell.behind_since = tuple(parts), min(since, default=None)
        cell.status = TranslationStatus.BEHIND
    return cell


class _State(NamedTuple):
    status: str
    behind_since: datetime | None
    translation_id: int | None


_NOT_STARTED: Final = _State(TranslationStatus.MISSING, None, None)


def _states(locales: list[Locale]) -> dict[Place, _State]:
    """Return what is known of each translation; whatever was started has a state."""
    translation = Translation.objects.filter(
        source__object=OuterRef("translation_key"), target_locale=OuterRef("locale")
    )
    found = TranslationState.objects.filter(locale__in=locales).annotate(
        translation=Subquery(translation.values("pk")[:1])
    )
    return {
        (key, locale_id): _State(*rest)
        for key, locale_id, *rest in found.values_list(
            "translation_key", "locale_id", "status", "behind_since", "translation"
        )
    }


def _given(locales: list[Locale]) -> dict[Place, Given]:
    found = Assignment.objects.filter(locale__in=locales).select_related("assignee")
    return {
        (each.translation_key, each.locale_id): Given(
            each.assignee_id, name_of(each.assignee), each.due_on
        )
        for each in found
    }


def name_of(user: User) -> str:
    """Return the full name of an account, or what it logs in with."""
    return user.get_full_name() or user.get_username()
