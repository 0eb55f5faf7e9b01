"""What of the translation dashboard waits for a person."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Locale

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.core.task_summary import TaskSummaryItem
from cms.translation.base.domain import permissions
from cms.translation.base.domain.left_values import LeftValues, left_values
from cms.translation.base.models import Assignment
from cms.translation.dashboard.enums import ME


def summary_items(user: Any) -> Iterator[TaskSummaryItem]:
    """Yield the translations of ``user`` that are overdue, and what fell behind in their languages.

    What still shows changed values is told by language, to publishers of the source for all.
    At most five queries, and a few more where there are such values.
    """
    yield _overdue(user)
    yield _behind(user)
    yield from _left(user)


def _overdue(user: Any) -> TaskSummaryItem:
    done = TranslationState.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale=OuterRef("locale"),
        status=TranslationStatus.CURRENT,
    )
    late = Assignment.objects.filter(assignee=user, due_on__lt=timezone.localdate())
    count = late.exclude(Exists(done)).count()
    text = ngettext("translation of yours overdue", "translations of yours overdue", count)
    url = f"{reverse('board:index')}?assignee={ME}&overdue=on&sort=due"
    return TaskSummaryItem(count, text, url, "warning", is_urgent=True)


def _behind(user: Any) -> TaskSummaryItem:
    count = TranslationState.objects.filter(
        locale__in=permissions.target_locales(user), status=TranslationStatus.BEHIND
    ).count()
    text = ngettext(
        "translation that no longer says what the Polish page says",
        "translations that no longer say what the Polish page says",
        count,
    )
    url = f"{reverse('board:index')}?state={TranslationStatus.BEHIND}"
    return TaskSummaryItem(count, text, url, "wagtail-localize-language", is_urgent=True)


def _left(user: Any) -> Iterator[TaskSummaryItem]:
    publishes = permissions.publishes_polish(user)
    found = Locale.objects.exclude(language_code=locales.SOURCE)
    by_code: dict[str, list[LeftValues]] = {}
    for each in left_values(found if publishes else permissions.target_locales(user)):
        by_code.setdefault(each.target.locale.language_code, []).append(each)
    for code, waiting in sorted(by_code.items()):
        text = ngettext(
            "text in “%(language)s” that still shows what the Polish one has changed: %(values)s",
            "texts in “%(language)s” that still show what the Polish ones have changed: %(values)s",
            len(waiting),
        ) % {
            "language": locales.NAMES.get(code, code),
            "values": ", ".join(sorted({label for each in waiting for label in each.labels})),
        }
        yield TaskSummaryItem(
            len(waiting), text, _url(user, code, waiting), "warning", is_urgent=True
        )


def _url(user: Any, code: str, waiting: list[LeftValues]) -> str:
    """Return where to mend it: the one text, or the list of what is behind in the language."""
    url = AdminURLFinder(user).get_edit_url(waiting[0].target) if len(waiting) == 1 else None
    return url or f"{reverse('board:index')}?state={TranslationStatus.BEHIND}&locale={code}"
