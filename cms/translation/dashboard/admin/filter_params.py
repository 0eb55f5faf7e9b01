"""What somebody looks for, read from the address and written into it: an address saves a view."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.core import locales
from cms.core.models import TranslationStatus
from cms.translation.dashboard.domain.filters import Filters
from cms.translation.dashboard.enums import ME, NOBODY, Sort

from .permissions import every_locale

PAGE_SIZES: Final = (50, 100, 200)
_MOST_FIGURES: Final = 9  # Of a key that fits an integer of the database.


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """The filters, and the languages shown, of ``targets``, all there are."""

    filters: Filters
    shown: list[Locale]
    targets: list[Locale]
    below_id: str
    page_size: int

    @property
    def is_filtered(self) -> bool:
        """Tell whether anything is left out."""
        empty = Filters(today=self.filters.today, sort=self.filters.sort)
        return self.filters != empty or len(self.shown) != len(self.targets)

    @property
    def is_detailed(self) -> bool:
        """Tell whether one of the filters is in use that are folded away."""
        found = self.filters
        is_narrow = bool(found.statuses or found.assignee or found.below or found.is_overdue)
        return is_narrow or self.page_size != PAGE_SIZES[0] or len(self.shown) != len(self.targets)


def read(request: HttpRequest) -> BoardFilters:
    """Return what the address asks for; what is unknown in it is ignored.

    One query where a part of the tree is chosen.
    """
    sent = request.GET
    every = every_locale(request.user)
    targets = [each for each in every if each.language_code != locales.SOURCE]
    named = set(sent.getlist("locale"))
    below_id = sent.get("below", "")
    filters = Filters(
        today=timezone.localdate(),
        text=sent.get("q", "").replace("\x00", "").strip(),
        kind=sent.get("kind", ""),
        below=_path(below_id),
        statuses=frozenset(sent.getlist("state")) & frozenset(TranslationStatus.values),
        assignee=_assignee(sent, request.user),
        is_overdue="overdue" in sent,
        sort=Sort(sent["sort"]) if sent.get("sort") in Sort.values else Sort.TREE,
    )
    return BoardFilters(
        filters=filters,
        shown=[each for each in targets if each.language_code in named] or targets,
        targets=targets,
        below_id=below_id if filters.below else "",
        page_size=_page_size(sent),
    )


def _path(page_id: str) -> str:
    if not _is_id(page_id):
        return ""
    found = Page.objects.filter(pk=page_id, locale__language_code=locales.SOURCE, depth__gt=1)
    return found.values_list("path", flat=True).first() or ""


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_FIGURES


def _assignee(sent: QueryDict, user: Any) -> str:
    named = sent.get("assignee", "")
    if named == ME:
        return str(user.pk)
    return named if named == NOBODY or _is_id(named) else ""


def _page_size(sent: QueryDict) -> int:
    named = sent.get("rows", "")
    return int(named) if named in map(str, PAGE_SIZES) else PAGE_SIZES[0]
