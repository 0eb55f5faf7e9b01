"""Live translations that are behind: which can go live at once, and why the others wait."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.core.models import TranslationState, TranslationStatus
from cms.core.publication.page_locks import lock_versions
from cms.translation.base.domain import publication
from cms.translation.base.domain.errors import SourceChangedError, UnreviewedError
from cms.translation.base.models import TranslationDraft
from cms.users.models import User

from .joint_publication import publish_revision, refusal_of
from .release_items import ReleaseItem, StoppedError
from .reviewed_drafts import reviewed_draft, running


def waiting(page: Any) -> list[ReleaseItem]:
    """Return the languages that are behind a live source page, each with why it waits.

    Ready, without a refusal, is what reviewers have read to the last text. Nothing changes.
    """
    behind = TranslationState.objects.filter(
        translation_key=page.translation_key, status=TranslationStatus.BEHIND
    )
    locales = Locale.objects.filter(pk__in=behind.values("locale")).order_by("pk")
    with transaction.atomic():
        cells = [
            ReleaseItem(page, each, refusal_of(_publish, page, each, None)) for each in locales
        ]
        transaction.set_rollback(True)
    return cells


def behind(pages: list[Any]) -> dict[int, list[ReleaseItem]]:
    """Return the languages that are behind by the id of each live source page; one query or two.

    Whether they are ready is not looked at.
    """
    live = {page.translation_key: page for page in pages if page.live}
    states = TranslationState.objects.filter(
        translation_key__in=live, status=TranslationStatus.BEHIND
    )
    found: dict[int, list[ReleaseItem]] = {}
    for state in states.select_related("locale").order_by("locale"):
        page = live[state.translation_key]
        found.setdefault(page.pk, []).append(ReleaseItem(page, state.locale, None))
    return found


@transaction.atomic
def publish_ready(
    page: Any, codes: Collection[str], *, seen: int, user: User
) -> tuple[list[ReleaseItem], list[ReleaseItem]]:
    """Publish the translations into ``codes`` that are behind and ready; return (live, waiting).

    ``seen`` is the id of the source's revision that was live when it was offered. Raises
    PermissionDenied for a user who may not publish the source, SourceChangedError where another
    text of it is live by now; then nothing happens.
    """
    lock_versions([page.translation_key])
    page = Page.objects.get(pk=page.pk).specific
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    if not page.live or page.live_revision_id != seen:
        raise SourceChangedError(str(page.pk))
    wanted = [cell.locale for cell in waiting(page) if cell.locale.language_code in codes]
    cells = [ReleaseItem(page, each, refusal_of(_publish, page, each, user)) for each in wanted]
    return [c for c in cells if not c.refusal], [c for c in cells if c.refusal]


def _publish(page: Any, locale: Locale, user: User | None) -> None:
    """Publish what reviewers have read; ``user`` stands for none of it. Raises what refuses it."""
    stopped = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=locale, enabled=False
    )
    if stopped.exists():
        raise StoppedError(str(page.pk))
    translation, target = running(page, locale)
    revision = reviewed_draft(translation, target, user)
    publication.refuse_incomplete(revision)
    if not TranslationDraft.objects.get(revision=revision).is_read:
        raise UnreviewedError(target, [])
    publish_revision(revision, user)
