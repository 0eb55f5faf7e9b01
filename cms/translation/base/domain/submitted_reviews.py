"""Reviews that somebody asked for, and what becomes of them when that account is closed."""

from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from cms.translation.base import signals
from cms.translation.base.models import Assignment
from cms.users.models import User

from . import permissions
from .publication import is_translation

LOG_ACTION: Final = "translation.review.handed_over"
_OPEN: Final = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def reviews_of(account: User) -> QuerySet[WorkflowState]:
    """Return the reviews that ``account`` asked for and that may still be sent back."""
    rows: QuerySet[WorkflowState] = WorkflowState.objects.filter(
        requested_by=account, status__in=_OPEN
    )
    return rows


def hand_over(account: User, successor: User | None, by: User | None) -> None:
    """Let ``successor`` hear of the reviews of ``account`` where they may mend what comes back.

    A translation is given to them, unless somebody has it: who asked stays known, because nobody
    decides about their own work. What nobody takes over is told to all who write in the language.
    A source's review goes over as asked for by them, else by ``by``; its history says so.
    """
    for review in reviews_of(account):
        target = review.content_object
        if is_translation(target):
            _give(target, successor, by or account)
        elif isinstance(target, Page):
            _ask_again_for(review, target, [each for each in (successor, by) if each], by)


def _ask_again_for(review: WorkflowState, page: Page, heirs: list[User], by: User | None) -> None:
    able = [each for each in heirs if page.permissions_for_user(each).can_edit()]
    if able:
        review.requested_by = able[0]
        review.save(update_fields=["requested_by"])
        log(instance=page, action=LOG_ACTION, user=by)


def _give(target: Any, successor: User | None, by: User) -> None:
    if successor is None or not permissions.may_edit(successor, target.locale):
        return
    given, is_new = Assignment.objects.get_or_create(
        translation_key=target.translation_key,
        locale=target.locale,
        defaults={"assignee": successor, "assigned_by": by, "assigned_at": timezone.now()},
    )
    if is_new:
        signals.assigned.send(sender=Assignment, assignment=given)
