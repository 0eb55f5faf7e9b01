"""Carrying changed values of a source into its live translations, whatever their texts wait for.

Where new words have no place in a translation yet, or its texts are in review, stopped or edited by
hand, the values alone are taken over: live, and in the draft that somebody works on. What cannot be
is noted in the object's history, and said.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published
from wagtail_localize.models import SegmentOverride, TranslationSource

from cms.core import locales
from cms.core.publication import publication_conditions
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.models import TranslationDraft

from .manual_revisions import made_from_segments
from .segment_origins import SHAPE, Origins, digests_of
from .synchronised_fields import content_of
from .value_merge import Place, ValueMerge, as_json, has_changed_values

LOG_ACTION: Final = "translation.follow"
LOG_LEFT: Final = "translation.follow.left"
# In the place of a digest of segments: it was made of no one moment's segments.
FOLLOWED: Final = "followed"
# Whoever has the draft open is asked before it is published over with the former values.
_LATER: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Former:
    """What a source said before: its fields, and the digest of what is no words."""

    content: dict[str, Any] = field(default_factory=dict)
    shape: str = ""


def former_of(instance: Any) -> Former | None:
    """Return what is stored of a source, before it is stored again; None if it never was."""
    found = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale__language_code=locales.SOURCE
    )
    for content, shape in found.values_list("content_json", "last_change__after_copied"):
        return Former(json.loads(content), shape or "")
    return None


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What became of a source's values: before, now, and the digest of what is no words now."""

    former: Former
    content: dict[str, Any]
    shape: str

    def carry(self, target: Any) -> None:
        """Take the values over into a live translation and its draft; note what could not be.

        Effects: a revision, live at once; the draft's content; entries in the log; signals as of
        a publication. A review goes on, its texts and what is known of them are the same.
        """
        if not has_changed_values(type(target), self.former.content, self.content):
            return
        live, draft = target.live_revision_id, target.latest_revision
        merge = self._merge(target)
        content = merge.into(content_of(target))
        left = list(merge.left)
        if merge.taken and not self._go_live(target, content, merge):
            left += merge.taken
        if draft is not None and draft.pk != live:
            self._carry_into_draft(target, draft)
        if left:
            log(instance=target, action=LOG_LEFT, data={"left": _names(left)})

    def _merge(self, target: Any) -> ValueMerge:
        own = SegmentOverride.objects.filter(
            locale=target.locale, context__object=target.translation_key
        )
        return ValueMerge(
            model=type(target),
            former=self.former.content,
            now=self.content,
            locale=target.locale,
            own=frozenset(own.values_list("context__path", flat=True)),
        )

    def _go_live(self, target: Any, content: dict[str, Any], merge: ValueMerge) -> bool:
        try:
            with transaction.atomic():
                revision = _new_revision(target, content)
                changed = _live(target, revision)
                publication_conditions.ask(changed)
                self._note(target.live_revision_id, revision, merge)
                _publish(changed, revision)
        except PublicationRefusedError:
            return False
        log(instance=target, action=LOG_ACTION)
        return True

    def _carry_into_draft(self, target: Any, draft: Revision) -> None:
        merge = self._merge(target)
        content = merge.into(draft.content)
        if not merge.taken:
            return
        draft.content, draft.created_at = content, draft.created_at + _LATER
        with made_from_segments():
            draft.save(update_fields=["content", "created_at"])
        self._note(draft.pk, draft, merge)

    def _note(self, before_id: int | None, revision: Revision, merge: ValueMerge) -> None:
        """Keep what is known of the texts; if ``merge`` is whole, they suit the source of now."""
        known = TranslationDraft.objects.filter(revision=before_id).first()
        if known is None:
            return
        known.origins = self._origins(known.origins, revision, is_whole=merge.is_whole)
        if known.source_digest:
            known.source_digest = FOLLOWED
        if known.revision_id != revision.pk:
            known.pk, known.revision = None, revision
        known.save()

    def _origins(self, origins: Origins, revision: Revision, *, is_whole: bool) -> Origins:
        claims = {each for found in origins.get(SHAPE, {}).values() for each in found}
        is_made_for_now = is_whole and self.former.shape in claims
        said = {self.shape} if is_made_for_now else claims
        if not origins:
            return origins
        shape = digests_of(revision.as_object())[SHAPE]
        return {**origins, SHAPE: {each: sorted(said) for each in shape}}


def change_of(former: Former, instance: Any, shape: str) -> ValueChange:
    """Return how ``instance``, a source that has just been stored, differs from what it was."""
    return ValueChange(former, as_json(content_of(instance)), shape)


def _new_revision(target: Any, content: dict[str, Any]) -> Revision:
    with made_from_segments():
        revision: Revision = Revision.objects.create(
            content_object=target,
            base_content_type=target.get_base_content_type(),
            content=content,
            object_str=str(target),
        )
    return revision


def _live(target: Any, revision: Revision) -> Any:
    """Return the translation as ``revision`` says it, live; the draft stays the newest one."""
    changed = revision.as_object()
    kept = ("live", "has_unpublished_changes", "first_published_at", "last_published_at")
    for name in (*kept, "go_live_at", "expire_at", "expired"):
        setattr(changed, name, getattr(target, name))
    changed.live_revision = revision
    if target.latest_revision_id in (None, target.live_revision_id):
        changed.latest_revision = revision
        if isinstance(changed, Page):
            changed.latest_revision_created_at = revision.created_at
    return changed


def _publish(changed: Any, revision: Revision) -> None:
    sent = {"sender": type(changed), "instance": changed, "revision": revision}
    if isinstance(changed, Page):
        changed.save(clean=False)
        page_published.send(**sent)
    else:
        changed.save()
    published.send(**sent)


def _names(places: list[Place]) -> list[str]:
    return sorted({each.names for each in places})
