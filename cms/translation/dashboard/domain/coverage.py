"""How much of the site is translated, noted every day."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from cms.core import locales
from cms.core.models import TranslationStatus
from cms.translation.dashboard.models import Coverage

from .filters import Filters
from .matrix import Matrix, matrix


def targets() -> list[Locale]:
    """Return the languages that are translated into; one query."""
    return list(Locale.objects.exclude(language_code=locales.SOURCE).order_by("pk"))


@transaction.atomic
def note_today() -> None:
    """Write down how things stand; a later note of the same day in Warsaw replaces an earlier."""
    today = timezone.localdate()
    found = targets()
    board = matrix(Filters(today=today), found)
    board.counted(board.rows)
    Coverage.objects.bulk_create(
        [_coverage(board, index, locale, today) for index, locale in enumerate(found)],
        update_conflicts=True,
        unique_fields=["day", "locale"],
        update_fields=["subjects", "current", "behind", "words", "open_words"],
    )


def _coverage(board: Matrix, index: int, locale: Locale, today: date) -> Coverage:
    cells = [row.cells[index] for row in board.rows]
    counted = [cell.counts for cell in cells if cell.counts]
    return Coverage(
        day=today,
        locale=locale,
        subjects=len(cells),
        current=sum(cell.status == TranslationStatus.CURRENT for cell in cells),
        behind=sum(cell.status == TranslationStatus.BEHIND for cell in cells),
        words=sum(count.words for count in counted),
        open_words=sum(count.open_words for count in counted),
    )


def since(days: int) -> list[Coverage]:
    """Return what was noted in the last ``days`` days, by day and locale; one query."""
    first = timezone.localdate() - timedelta(days=days - 1)
    return list(Coverage.objects.filter(day__gte=first).select_related("locale"))


def of_locale(noted: Iterable[Coverage], locale: Locale) -> list[Coverage]:
    """Return what was noted of one language, in time order."""
    return [each for each in noted if each.locale_id == locale.pk]
