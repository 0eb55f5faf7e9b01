"""Wagtail's signals, each leading to one function of the domain in the same transaction."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import DraftStateMixin, Page, PageViewRestriction, Revision, TranslatableMixin
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
)

from cms.core import locales

from . import signals
from .domain import (
    manual_edits,
    manual_revisions,
    minor_edits,
    nontextual_changes,
    outdated,
    overrides,
    source_sync,
    sources,
    states,
    value_changes,
)


def connect() -> None:
    """Connect all receivers; called once, when the application is ready."""
    for signal, receiver in (
        (page_published, on_published),
        (published, on_published),
        (page_unpublished, on_unpublished),
        (unpublished, on_unpublished),
        (post_page_move, on_moved),
        (workflow_submitted, on_workflow),
        (workflow_approved, on_workflow),
        (workflow_approved, on_approved),
        (workflow_rejected, on_workflow),
        (workflow_rejected, on_rejected),
        (workflow_cancelled, on_workflow),
    ):
        signal.connect(receiver, dispatch_uid=f"translation.{receiver.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(on_restricted, sender=PageViewRestriction)
        signal.connect(on_segment_written, sender=StringTranslation)
    post_delete.connect(on_deleted)
    m2m_changed.connect(on_restriction_groups, sender=PageViewRestriction.groups.through)
    pre_save.connect(refuse_unsafe_override, sender=SegmentOverride)
    post_save.connect(on_revision, sender=Revision)
    post_save.connect(on_restarted, sender=Translation)


def on_published(instance: Any, **_kwargs: Any) -> None:
    """Store the segments of a source, so that every state is right at once."""
    if not isinstance(instance, TranslatableMixin):
        return
    if instance.locale.language_code != locales.SOURCE:
        source_sync.note_back(instance)
        states.recompute(instance.translation_key, instance.locale)
        return
    former = value_changes.former_of(instance)
    if former is not None:
        is_changed = sources.take_in(instance)
        if is_changed:
            minor_edits.note_change(instance)
        states.recompute(instance.translation_key)
        source_sync.bring_back_with_source(instance)
        if instance.live:
            nontextual_changes.follow(instance, former)
        if is_changed:
            outdated.announce(instance.translation_key)


def on_revision(
    instance: Revision, update_fields: Any = None, raw: bool = False, **_kwargs: Any
) -> None:
    """Note where the texts of a translation's revision come from, whoever saved it.

    Rows that are loaded from a dump bring what is known of them along.
    """
    if not raw and (update_fields is None or "content" in update_fields):
        manual_revisions.note(instance)


def on_restarted(instance: Translation, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Show in the segments what was written by hand while they stood still."""
    if not created and not raw and instance.enabled:
        manual_edits.take_in(instance)


def on_unpublished(instance: Any, **_kwargs: Any) -> None:
    """Take the translations of a source down with it."""
    if not isinstance(instance, TranslatableMixin):
        return
    if source_sync.is_source(instance):
        source_sync.unpublish_with_source(instance)
    else:
        states.recompute(instance.translation_key)


def on_deleted(instance: Any, **_kwargs: Any) -> None:
    """Without its target a translation is missing; without its source nothing stays up.

    A page is unpublished before it is deleted, a snippet is not.
    """
    if not isinstance(instance, TranslatableMixin):
        return
    if isinstance(instance, DraftStateMixin) and source_sync.is_source(instance):
        source_sync.end_with_source(instance)
    else:
        states.recompute(instance.translation_key)


def on_moved(
    instance: Page, parent_page_before: Page, parent_page_after: Page, **_kwargs: Any
) -> None:
    """Move the translations of a source page to where it went."""
    if parent_page_before.pk != parent_page_after.pk and source_sync.is_source(instance):
        source_sync.move_with_source(instance)


def on_restricted(instance: PageViewRestriction, **_kwargs: Any) -> None:
    """Copy a source page's privacy to its translations."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None and source_sync.is_source(page):
        source_sync.restrict_with_source(page)


def on_restriction_groups(instance: Any, action: str, **_kwargs: Any) -> None:
    """Copy the groups of a restriction as well."""
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        on_restricted(instance)


def on_workflow(instance: Any, **_kwargs: Any) -> None:
    """A translation came into review, or left it."""
    target = instance.content_object
    if isinstance(target, TranslatableMixin) and isinstance(target, DraftStateMixin):
        states.recompute(target.translation_key)


def on_approved(instance: Any, user: Any = None, **_kwargs: Any) -> None:
    """Tell that a translation came through its review."""
    if translation := states.translation_of(instance.content_object):
        signals.approved.send(sender=Translation, translation=translation, user=user)


def on_rejected(instance: Any, user: Any = None, **_kwargs: Any) -> None:
    """Tell that a translation was sent back, and why."""
    if translation := states.translation_of(instance.content_object):
        comment = getattr(instance.current_task_state, "comment", "")
        signals.sent_back.send(
            sender=Translation, translation=translation, user=user, comment=comment
        )


def on_segment_written(instance: StringTranslation, **_kwargs: Any) -> None:
    """Bring the state up to date where wagtail-localize's own views write a segment."""
    if instance.context is not None:
        states.segment_written(instance)


def refuse_unsafe_override(
    instance: SegmentOverride, update_fields: Any = None, **_kwargs: Any
) -> None:
    """Raise ValidationError for a value that could not stand in the source either."""
    if update_fields is None or "data_json" in update_fields:
        overrides.refuse_bad_value(instance)
