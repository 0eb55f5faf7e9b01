"""Pages whose legal review runs out: who is told, when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.core import locales
from cms.translation.base.signals import legal_validity_ending
from cms.translation.review.models import LegalReviewTask, LegalValidity

# Long enough before the day for somebody to read the page and for others to translate it.
NOTICE: Final = timedelta(days=30)
_KEPT: Final = "_may_review_law"


@dataclass(frozen=True, slots=True)
class ValidPage:
    """A source page and until when it holds; ``days_left`` is negative when that is over.

    Where nobody has read the text that is live, ``validity`` is about the newest that was read.
    """

    page: Page
    validity: LegalValidity
    days_left: int

    @property
    def is_changed(self) -> bool:
        """Whether another text is live than the one that was read."""
        return not self.validity.in_force

    @property
    def is_over(self) -> bool:
        """Whether nobody has answered for the page since the day passed."""
        return self.days_left < 0

    @property
    def is_due(self) -> bool:
        """Whether somebody should read it again now."""
        return self.is_changed or self.days_left <= NOTICE.days


@transaction.atomic
def remind(today: date | None = None) -> int:
    """Send ``legal_validity_ending`` for what ends within ``NOTICE``; return for how many pages.

    Once for each day of validity and group: what people are told again is a new day.
    """
    today = today or timezone.localdate()
    due = (
        LegalValidity.objects.select_for_update()
        .filter(in_force=True, valid_until__lte=today + NOTICE)
        .filter(Q(reminded_of=None) | ~Q(reminded_of=F("valid_until")))
    )
    live = set(_live_sources().values_list("translation_key", "locale"))
    groups = reviewing_groups().values_list("name", flat=True)
    told = [each for each in due if (each.translation_key, each.locale_id) in live]
    for each in told:
        _tell(each.translation_key, each.valid_until, groups)
    LegalValidity.objects.filter(pk__in=[each.pk for each in told]).update(
        reminded_of=F("valid_until")
    )
    return len(told)


def _tell(translation_key: UUID, on: date, groups: Any) -> None:
    for name in groups:
        legal_validity_ending.send(
            sender=LegalValidity, translation_key=translation_key, on=on, recipients_group=name
        )


def valid_pages(today: date | None = None) -> Iterator[ValidPage]:
    """Yield the live source pages that were legally reviewed; two queries.

    First those whose text has changed since, then by their last day.
    """
    today = today or timezone.localdate()
    pages = {(page.translation_key, page.locale_id): page for page in _live_sources()}
    newest: dict[Any, LegalValidity] = {}
    for each in LegalValidity.objects.select_related("checked_by").order_by(
        "in_force", "checked_at", "pk"
    ):
        newest[each.translation_key, each.locale_id] = each
    found = [
        ValidPage(pages[key], each, (each.valid_until - today).days)
        for key, each in newest.items()
        if key in pages
    ]
    yield from sorted(found, key=lambda row: (not row.is_changed, row.validity.valid_until))


def due_count(today: date | None = None) -> int:
    """Return how many live pages somebody should read again now."""
    return sum(each.is_due for each in valid_pages(today))


def may_review(user: Any) -> bool:
    """Tell whether ``user`` may say that a page holds: a member of a legal review's groups.

    The answer is kept with the account object: menus ask several times a request.
    """
    kept: dict[str, bool] = user.__dict__
    if _KEPT not in kept:
        kept[_KEPT] = user.is_active and (
            user.is_superuser or reviewing_groups().filter(user=user).exists()
        )
    return kept[_KEPT]


def reviewing_groups() -> QuerySet[Group]:
    """Return the groups of all legal reviews that are in use."""
    tasks = LegalReviewTask.objects.filter(active=True)
    return Group.objects.filter(legalreviewtask__in=tasks).distinct().order_by("pk")


def _live_sources() -> QuerySet[Page]:
    found: QuerySet[Page] = Page.objects.filter(
        live=True, depth__gt=1, locale__language_code=locales.SOURCE
    ).order_by("path")
    return found
