"""A translation's way through review: submit, approve, send back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page, TaskState
from wagtail_localize.models import StringTranslation, Translation

from cms.users.models import User

from . import drafts, publication, rights, segments, states
from .errors import OwnWorkError, UntranslatedError


@transaction.atomic
def submit(translation: Translation, *, user: User) -> None:
    """Save the segments as a draft and start the review of the target tree.

    Effects: a draft revision, a running workflow, the state. Raises UntranslatedError while a
    segment is missing, PermissionDenied for a user without rights in the language.
    """
    if not rights.may_edit(user, translation.target_locale):
        raise PermissionDenied
    target = _complete_target(translation)
    drafts.save_draft(translation, user=user)
    workflow = target.get_workflow() if isinstance(target, Page) else None
    if workflow is not None and not states.in_review(target):
        workflow.start(Page.objects.get(pk=target.pk).specific, user)
    states.recompute(target.translation_key)


@transaction.atomic
def approve(translation: Translation, *, user: User) -> None:
    """Publish the translation: as the outcome of its review, or directly where none runs.

    Effects: a draft of the present segments, its approval in the running review, publication.
    Raises UntranslatedError, OwnWorkError when the reviewer translated or submitted it, and
    PermissionDenied for a user who may not publish in the language.
    """
    if not rights.may_publish(user, translation.target_locale):
        raise PermissionDenied
    target = _complete_target(translation)
    task_state = running_task(target)
    if task_state is None:
        _refuse_own_words(translation, user)
        publication.publish(translation, user=user)
        return
    _require_reviewer(task_state, target, user)
    task_state.revision = drafts.save_draft(translation, user=user)
    task_state.save(update_fields=["revision"])
    task_state.approve(user=user)


@transaction.atomic
def send_back(translation: Translation, *, user: User, comment: str) -> None:
    """Reject the running review with a comment; the draft stays as it is.

    Raises PermissionDenied for a user who is not the reviewer of the present step.
    """
    target = translation.get_target_instance()
    _require_reviewer(running_task(target), target, user).reject(user=user, comment=comment)


def running_task(target: Any) -> TaskState | None:
    """Return the step of review that ``target`` is in; snippets have none."""
    return target.current_workflow_task_state if isinstance(target, Page) else None


def may_review(target: Any, user: User) -> bool:
    """Tell whether ``user`` decides the present step of the review of ``target``."""
    task_state = running_task(target)
    if task_state is None:
        return False
    actions = task_state.task.specific.get_actions(target, user)
    return "approve" in {name for name, *_rest in actions}


def _complete_target(translation: Translation) -> Any:
    left = segments.missing(translation.source, translation.target_locale)
    target = translation.get_target_instance()
    if left:
        raise UntranslatedError(target, left)
    return target


def refuse_own_review(task_state: TaskState, user: User | None) -> None:
    """Raise OwnWorkError if ``user`` would approve a translation that they submitted.

    Asked by Wagtail's approval itself, so it holds on every way to approve. The source's own
    review follows Wagtail's rules.
    """
    target = task_state.workflow_state.content_object
    if user is None or user.is_superuser or not publication.is_translation(target):
        return
    if task_state.workflow_state.requested_by_id == user.pk:
        raise OwnWorkError(str(target))


def _refuse_own_words(translation: Translation, user: User) -> None:
    """Raise OwnWorkError if ``user`` translated what was never submitted to anybody."""
    own = StringTranslation.objects.filter(
        last_translated_by=user,
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
    )
    if not user.is_superuser and own.exists():
        raise OwnWorkError(str(translation))


def _require_reviewer(task_state: TaskState | None, target: Any, user: User) -> TaskState:
    if task_state is None or not may_review(target, user):
        raise PermissionDenied
    return task_state
