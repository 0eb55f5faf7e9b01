"""What there is to translate: a row a page and language, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, F
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus

OPEN: Final = frozenset(
    {
        TranslationStatus.MISSING,
        TranslationStatus.BEHIND,
        TranslationStatus.IN_PROGRESS,
        TranslationStatus.MACHINE,
        TranslationStatus.IN_REVIEW,
    }
)
# The order in which a translator takes up work.
_URGENCY: Final = (
    TranslationStatus.BEHIND,
    TranslationStatus.IN_PROGRESS,
    TranslationStatus.MACHINE,
    TranslationStatus.MISSING,
    TranslationStatus.IN_REVIEW,
    TranslationStatus.CURRENT,
)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A source page in one language; ``target_id`` is the translation's page, if it exists.

    ``done`` and ``total`` count segments; both are 0 before anybody started.
    """

    source_id: int
    title: str
    locale: Locale
    status: TranslationStatus
    behind_since: datetime | None
    target_id: int | None
    done: int
    total: int

    @property
    def percent(self) -> int:
        """The translated part of the segments, rounded down."""
        return 100 * self.done // self.total if self.total else 0


def work_items(target_locales: list[Locale]) -> list[WorkItem]:
    """Return every live source page in each of ``target_locales``, most urgent first."""
    sources = list(
        Page.objects.filter(live=True, depth__gt=1, locale__language_code=locales.SOURCE)
        .order_by("path")
        .values_list("pk", "title", "translation_key")
    )
    states = {
        (state.translation_key, state.locale_id): state
        for state in TranslationState.objects.filter(locale__in=target_locales)
    }
    targets = _targets(target_locales)
    done, total = _translated(target_locales), _totals()
    items = [
        WorkItem(
            source_id=pk,
            title=title,
            locale=locale,
            status=_status(states.get((key, locale.pk)), (key, locale.pk) in targets),
            behind_since=getattr(states.get((key, locale.pk)), "behind_since", None),
            target_id=targets.get((key, locale.pk)),
            done=done.get((key, locale.pk), 0),
            total=total.get(key, 0),
        )
        for pk, title, key in sources
        for locale in target_locales
    ]
    return sorted(items, key=lambda item: _URGENCY.index(item.status))


def _status(state: TranslationState | None, has_target: bool) -> TranslationStatus:
    if state is not None:
        return TranslationStatus(state.status)
    return TranslationStatus.IN_PROGRESS if has_target else TranslationStatus.MISSING


def _targets(target_locales: list[Locale]) -> dict[tuple[UUID, int], int]:
    rows = Page.objects.filter(locale__in=target_locales, depth__gt=1)
    return {
        (key, locale_id): pk
        for pk, key, locale_id in rows.values_list("pk", "translation_key", "locale_id")
    }


def _totals() -> dict[UUID, int]:
    return dict(StringSegment.objects.values_list("source__object_id").annotate(count=Count("pk")))


def _translated(target_locales: list[Locale]) -> dict[tuple[UUID, int], int]:
    """Count segments with a valid translation by (translation key, locale id)."""
    rows = (
        StringTranslation.objects.filter(
            locale__in=target_locales,
            has_error=False,
            translation_of__segments__context=F("context"),
        )
        .values_list("context__object_id", "locale_id")
        .annotate(count=Count("translation_of__segments"))
    )
    return {(key, locale_id): count for key, locale_id, count in rows}
