"""A translation's way through review: submit, approve, send back."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail_localize.models import Translation

from cms.translation.base import signals
from cms.users.models import User

from . import (
    permissions,
    publication,
    review_records,
    segment_store,
    segments,
    states,
    translation_drafts,
)
from .errors import Change, ChangedSinceError, OwnWorkError, UntranslatedError
from .segment_rows import segment_rows
from .version_tokens import VersionToken, require


@transaction.atomic
def submit(translation: Translation, *, user: User, seen: VersionToken | None = None) -> None:
    """Save the segments as a draft and start the review of the target tree.

    Effects: a draft revision, a running workflow from its first step, the state, the signal
    ``submitted``. Raises ChangedSinceError where it is not as ``seen``, UntranslatedError while a
    segment is missing, PermissionDenied for a user without rights in the language.
    """
    if not permissions.may_edit(user, translation.target_locale):
        raise PermissionDenied
    segment_store.lock(translation)
    require(translation, seen, user=user)
    target = _complete_target(translation)
    translation_drafts.save_draft(translation, user=user)
    workflow = target.get_workflow() if isinstance(target, Page) else None
    if workflow is not None and not states.in_review(target):
        _end_sent_back(target, user)
        workflow.start(Page.objects.get(pk=target.pk).specific, user)
    states.recompute(target.translation_key, target.locale)
    signals.submitted.send(sender=Translation, translation=translation, user=user)


def _end_sent_back(target: Page, user: User) -> None:
    """End the review that sent ``target`` back: Wagtail has one at a time."""
    for state in target.workflow_states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES):
        state.cancel(user=user)


@transaction.atomic
def approve(
    translation: Translation,
    *,
    user: User,
    seen: VersionToken | None = None,
    answers: Mapping[str, str] | None = None,
) -> None:
    """Publish the translation: as the outcome of its review, or directly where none runs.

    Effects, in order: the acceptance of every segment, a draft of them, its approval in the
    running review, publication, the signal ``approved``. Where the review has further steps, the
    last one publishes. Who decides a step without publishing in the language, such as a lawyer,
    approves the draft that was submitted; ``answers`` is what their step asks for.

    Raises ChangedSinceError, UntranslatedError, UnreviewedError while a machine's segments wait for
    a person, OwnWorkError when the reviewer translated or submitted it, PermissionDenied for a user
    who may not decide, and what the step refuses.
    """
    segment_store.lock(translation)  # What is approved is what goes live: writers wait.
    target = _complete_target(translation)
    task_state = running_task(target)
    publishes = permissions.may_publish(user, translation.target_locale)
    if task_state is not None:
        _require_reviewer(task_state, target, user)
    elif not publishes:
        raise PermissionDenied
    require(translation, seen, user=user)
    if publishes:
        review_records.accept_all(translation, user=user)
    if task_state is None:
        publication.publish(translation, user=user)
        signals.approved.send(sender=Translation, translation=translation, user=user)
        return
    if publishes:
        task_state.revision = translation_drafts.save_draft(translation, user=user)
        task_state.save(update_fields=["revision"])
    task = task_state.task.specific
    asked = task.get_form_for_action("approve").base_fields
    given = {name: value for name, value in (answers or {}).items() if name in asked}
    task.on_action(task_state, user, "approve", **given)


@transaction.atomic
def mark_reviewed(translation: Translation, *, user: User) -> Revision:
    """Let ``user`` stand for the present segments without publishing them; return the draft.

    It may then be published later, by anybody who may, or by a schedule. Raises like ``approve``.
    """
    if not permissions.may_publish(user, translation.target_locale):
        raise PermissionDenied
    segment_store.lock(translation)
    _complete_target(translation)
    review_records.accept_all(translation, user=user)
    revision = translation_drafts.save_draft(translation, user=user)
    publication.refuse_incomplete(revision)
    review_records.judge(revision, revision.content_object, user=user)
    return revision


@transaction.atomic
def send_back(
    translation: Translation, *, user: User, comment: str, seen: VersionToken | None = None
) -> None:
    """Reject the running review with a comment; the draft stays as it is.

    Raises ChangedSinceError where it is not as ``seen``, PermissionDenied for a user who is not
    the reviewer of the present step.
    """
    segment_store.lock(translation)
    target = translation.get_target_instance()
    task_state = _require_reviewer(running_task(target), target, user)
    require(translation, seen, user=user)
    task_state.reject(user=user, comment=comment)


def running_task(target: Any) -> TaskState | None:
    """Return the step of review that ``target`` is in; snippets have none."""
    return target.current_workflow_task_state if isinstance(target, Page) else None


def sent_back(target: Any) -> TaskState | None:
    """Return the step of review that sent ``target`` back, until it is submitted again."""
    if not isinstance(target, Page):
        return None
    found = target.workflow_states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    state = found.select_related("current_task_state__finished_by").first()
    return state.current_task_state if state else None


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


def note_approval(task_state: TaskState, user: User | None) -> None:
    """Note that ``user`` read a translation, before its step of the workflow is approved.

    Asked by Wagtail's approval itself, so it holds on every way to approve. Steps of people who
    do not decide in the language, and of machines, say nothing of the language. Raises
    OwnWorkError if ``user`` submitted it or wrote some of it, and what the gate of publication
    raises. The source's own review follows Wagtail's rules.
    """
    target = task_state.workflow_state.content_object
    _refuse_newer(task_state, target, user)
    if user is None or not publication.is_translation(target):
        return
    if task_state.workflow_state.requested_by_id == user.pk and not user.is_superuser:
        raise OwnWorkError(str(target))
    if permissions.may_publish(user, target.locale):
        publication.refuse_incomplete(task_state.revision)
        review_records.judge(task_state.revision, target, user=user)


def _refuse_newer(task_state: TaskState, target: Any, user: User | None) -> None:
    """Raise ChangedSinceError where something newer than what was submitted would go live.

    Wagtail publishes the latest draft, whichever was approved. What ``user`` saved themselves, in
    the editor in which they approve, they know.
    """
    latest = target.latest_revision
    if latest is not None and latest.pk != task_state.revision_id:
        if user is None or latest.user_id != user.pk:
            raise ChangedSinceError([])
        task_state.revision = latest
    translation = states.translation_of(target)
    if translation is not None:
        saved = task_state.revision.created_at
        rows = segment_rows(translation)
        newer = [row for row in rows if row.translated_at and row.translated_at > saved]
        if newer:
            raise ChangedSinceError([Change(row.source, "", row.text) for row in newer])


def _require_reviewer(task_state: TaskState | None, target: Any, user: User) -> TaskState:
    if task_state is None or not may_review(target, user):
        raise PermissionDenied
    return task_state
