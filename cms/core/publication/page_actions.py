"""Conditions of what happens to a page, at Wagtail's own actions.

The editor, bulk actions, the admin API, releases, commands and the shell all end in these actions,
so what is asked here is asked of each of them, and each does all of it or nothing. Unpublishing
asks for no lock: a withdrawn consent takes a page down whoever is at work on it. Who has no right
to an action at all is told that, and never who holds the page.
"""

import functools
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, QuerySet
from django.db.models.fields import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_NodeQuerySet
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_for_translation import (
    CopyForTranslationAction,
    CopyPageForTranslationAction,
)
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.locks import BasicLock, WorkflowLock
from wagtail.models import Page, WorkflowState

from cms.users.models import User

from .page_locks import lock_rows, lock_tree, lock_versions
from .publication_conditions import PublicationRefusedError

SCHEDULED: Final = "wagtail.publish.scheduled"  # How Wagtail's command names its action.


class LockedError(PublicationRefusedError):
    """Somebody has locked the page, or its reviewers decide about it now; nothing happened."""


class NeededError(PublicationRefusedError):
    """Records that must not be lost hang on what was to be deleted; nothing happened."""

    def __init__(self) -> None:
        super().__init__(
            "needed", _("Not deleted: sign-ups or other records that must be kept belong to it.")
        )


def refuse_locked(instance: Any, *, user: User | None) -> None:
    """Raise LockedError while somebody else than ``user`` holds ``instance``.

    Nobody (the system, a shell) never holds a page. A lock is Wagtail's own; a step of review is
    held by those who decide it.
    """
    if getattr(instance, "locked", False) and not _passes(BasicLock(instance), user):
        message = _("“%(title)s” is locked by somebody who works on it. Ask them to unlock it.")
        raise LockedError("locked", message % {"title": str(instance)})
    task = getattr(instance, "current_workflow_task", None)
    if task is not None and not _passes(WorkflowLock(instance, task), user):
        message = _(
            "“%(title)s” is in review, at the step “%(step)s”: only who decides there can do this, "
            "or the review has to be cancelled first."
        )
        raise LockedError("in-review", message % {"title": str(instance), "step": task.name})


def _passes(lock: BasicLock | WorkflowLock, user: User | None) -> bool:
    return user is not None and not lock.for_user(user)


def _published(action: PublishRevisionAction) -> Iterator[Any]:
    """What was approved for a later day is not held up by what somebody does now."""
    if action.log_action != SCHEDULED:
        yield action.object


def _page(action: Any) -> Iterator[Any]:
    yield action.page


def _with_all_below(action: DeletePageAction) -> Iterator[Any]:
    """Whoever deletes a page deletes what is below it: what of it is held, by whomever."""
    running = WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    pages = action.page.get_descendants(inclusive=True)
    yield from pages.filter(Q(locked=True) | Exists(running)).specific()


def _nothing(_action: Any) -> Iterator[Any]:
    yield from ()


# The action, and which pages or snippets nobody else may hold when it runs.
_ACTIONS: Final[dict[type[Any], Callable[[Any], Iterator[Any]]]] = {
    PublishRevisionAction: _published,
    RevertToPageRevisionAction: _page,
    DeletePageAction: _with_all_below,
    MovePageAction: _page,
    ConvertAliasPageAction: _page,
    UnpublishAction: _nothing,
    UnpublishPageAction: _nothing,
    CopyPageAction: _nothing,
    CopyPageForTranslationAction: _nothing,
    CopyForTranslationAction: _nothing,
    CreatePageAliasAction: _nothing,
}


def _ask_right(action: Any) -> None:
    """Raise PermissionDenied if the user may not do this to the page in any state of it."""
    if not isinstance(action, MovePageAction):  # Its check asks for where to, as well.
        action.check()
    elif not action.page.permissions_for_user(action.user).can_move():
        raise PermissionDenied


@functools.cache
def guard() -> None:
    """Put the conditions in place; what calls it again changes nothing."""
    for action, held in _ACTIONS.items():
        action.execute = _guarded(action.execute, held)
    MP_NodeQuerySet.delete = _whole(MP_NodeQuerySet.delete)


def _guarded(
    execute: Callable[..., Any], held: Callable[[Any], Iterator[Any]]
) -> Callable[..., Any]:
    @functools.wraps(execute)
    @transaction.atomic
    def run(self: Any, *args: Any, **kwargs: Any) -> Any:
        _lock(self)
        try:
            for instance in held(self):
                refuse_locked(instance, user=self.user)
        except LockedError:
            if self.user is not None and not kwargs.get("skip_permission_checks"):
                _ask_right(self)
            raise
        try:
            return execute(self, *args, **kwargs)
        except ProtectedError as refusal:
            raise NeededError from refusal

    return run


def _lock(action: Any) -> None:
    """Lock the pages that ``action`` changes, before it changes the first of them.

    To publish takes the page alone: its draft may have been saved, and so locked, just before.
    """
    page = getattr(action, "page", None) or getattr(action, "object", None)
    if not isinstance(page, Page) or page.pk is None:
        return
    if isinstance(action, DeletePageAction):
        lock_tree(page, is_deleted=True)
    elif isinstance(action, MovePageAction):
        lock_tree(page, action.target)
    elif isinstance(action, UnpublishPageAction):
        lock_tree(page) if action.include_descendants else lock_versions([page.translation_key])
    else:
        lock_rows(_addresses_changed(page))


def _addresses_changed(page: Page) -> QuerySet[Any]:
    """Return ``page``, and if it is about to get another slug all below it."""
    found: QuerySet[Any] = Page.objects.filter(pk=page.pk)
    is_renamed = found.exclude(slug=page.slug).exists()
    below: QuerySet[Any] = Page.objects.filter(path__startswith=page.path)
    return below if is_renamed else found


def _whole(delete: Callable[..., Any]) -> Callable[..., Any]:
    """Delete pages and count their parents' children anew together, or neither."""

    @functools.wraps(delete)
    @transaction.atomic
    def run(self: Any, *args: Any, **kwargs: Any) -> Any:
        return delete(self, *args, **kwargs)

    return run
