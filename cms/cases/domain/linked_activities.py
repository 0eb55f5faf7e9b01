"""Trainings and courses that a case leads to."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.cases.enums import Action
from cms.cases.models import Case, CaseActivity
from cms.core import locales
from cms.core.representations.context import Reader
from cms.core.representations.visibility import Visibility
from cms.users.models import User

from .audit_log import locked, log
from .errors import NotAllowedError
from .read_markers import NOTHING, check_joined_seen

# By its name, as features know each other: no import leads to them.
_TYPE: Final = {"content_type__app_label": "events", "content_type__model": "activitypage"}


def choices() -> QuerySet[Page]:
    """Return the public activities, courses and trainings, as their source pages."""
    rows: QuerySet[Page] = Page.objects.filter(
        **_TYPE, live=True, locale__language_code=locales.SOURCE
    ).order_by("title")
    return rows


@transaction.atomic
def link(case_id: UUID, *, page_id: int, by: User, seen: int = NOTHING) -> CaseActivity:
    """Show the sender an activity: the row, log.

    Raises NotAllowedError for what is none, and UnseenJoinedError if a case was joined with it
    after line ``seen`` of the log: its sender would see it, too.
    """
    case = locked(case_id)
    check_joined_seen(case, seen)
    if not choices().filter(pk=page_id).exists():
        raise NotAllowedError
    found, is_new = CaseActivity.objects.get_or_create(case=case, page_id=page_id)
    if is_new:
        log(case, Action.LINKED, by=by, page=page_id)
    return found


@transaction.atomic
def unlink(case_id: UUID, *, page_id: int, by: User) -> None:
    """Take an activity away: the row, log."""
    case = locked(case_id)
    if CaseActivity.objects.filter(case=case, page=page_id).delete()[0]:
        log(case, Action.UNLINKED, by=by, page=page_id)


def cards_of(case: Case, code: str) -> list[dict[str, Any]]:
    """Return the linked activities that are public, as a reader of a language knows them.

    Of a joined case its own and those of the one that goes on, each once.
    """
    reader = Reader(code, Visibility.load())
    linked = CaseActivity.objects.filter(case__in={case.pk, case.merged_into_id or case.pk})
    pages = {one.page_id: one.page.specific for one in linked.select_related("page")}.values()
    return [dict(card) for card in reader.cards(pages)]


def of_all(case: Case) -> QuerySet[CaseActivity]:
    """Return what is linked with a case and with those joined with it."""
    linked = CaseActivity.objects.filter(Q(case=case) | Q(case__merged_into=case))
    return linked.select_related("page", "case")
