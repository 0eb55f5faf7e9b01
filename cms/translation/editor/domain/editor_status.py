"""Where a translation stands, and what the person at work may do about it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import SegmentOverride

from cms.core.models import BasePage, TranslationState, TranslationStatus
from cms.translation.base.domain import permissions, review_workflow, states
from cms.translation.base.domain.outdated_snippets import OutdatedSnippet, behind_parts
from cms.translation.base.models import Assignment
from cms.users.models import User

from .editor_rows import EditorRows


@dataclass(frozen=True, slots=True)
class EditorStatus:
    """``target`` is the page or snippet in the target language, None where it was deleted.

    ``because`` are the snippets shown that are behind, and make it behind for its readers.
    ``may_publish`` and ``may_send_back`` are about the present step of review, the last of which
    publishes. ``fresh`` counts
    what was written since the last publication; nothing is to be submitted where it is 0 and the
    translation is current.
    """

    target: Any
    status: TranslationStatus
    state: TranslationState | None
    assignment: Assignment | None
    is_page: bool
    is_reviewing: bool
    may_submit: bool
    may_publish: bool
    may_send_back: bool
    is_last_step: bool
    fresh: int
    because: list[OutdatedSnippet]

    @property
    def shown_status(self) -> TranslationStatus:
        """What readers are told: they see what the page shows as a part of it."""
        is_behind = self.because and self.status == TranslationStatus.CURRENT
        return TranslationStatus.BEHIND if is_behind else self.status

    @property
    def is_settled(self) -> bool:
        """Whether readers have everything that is written here."""
        return self.status == TranslationStatus.CURRENT and not self.fresh

    @property
    def is_overdue(self) -> bool:
        """Whether the day on which it was due is over, in Warsaw."""
        due = self.assignment.due_on if self.assignment else None
        return due is not None and due < timezone.localdate()


def standing(found: EditorRows, user: User) -> EditorStatus:
    """Return where the translation on a bench stands for ``user``."""
    translation = found.translation
    key, locale = translation.source.object_id, translation.target_locale
    target = states.target_of(translation)
    where = {"translation_key": key, "locale": locale}
    state = TranslationState.objects.filter(**where).first()
    is_page = isinstance(target, Page)
    is_reviewing = is_page and states.in_review(target)
    decides = is_reviewing and review_workflow.may_review(target, user)
    publishes = permissions.may_publish(user, locale)
    return EditorStatus(
        target=target,
        status=TranslationStatus(state.status) if state else TranslationStatus.MISSING,
        state=state,
        assignment=Assignment.objects.filter(**where).select_related("assignee").first(),
        is_page=is_page,
        is_reviewing=is_reviewing,
        may_submit=is_page and not is_reviewing,
        may_publish=target is not None and (decides if is_reviewing else publishes),
        may_send_back=decides,
        is_last_step=is_reviewing and target.current_workflow_state.is_at_final_task,
        fresh=_written_since_publication(found, target),
        because=_behind_with(target, locale),
    )


def _behind_with(target: Any, locale: Locale) -> list[OutdatedSnippet]:
    """Return what a live page shows and is behind in its language; nothing for snippets."""
    if not isinstance(target, BasePage) or not target.live or not target.shown_snippets:
        return []
    key = target.translation_key
    return behind_parts({type(target): {key}}, [locale]).get((key, locale.pk), [])


def _written_since_publication(found: EditorRows, target: Any) -> int:
    published = getattr(target, "last_published_at", None)
    others = SegmentOverride.objects.filter(
        context__object_id=found.translation.source.object_id,
        locale=found.translation.target_locale,
    )
    changed = others.filter(updated_at__gt=published) if published else others
    return int(found.written_since(published) + changed.count())
