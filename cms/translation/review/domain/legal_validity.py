"""What lawyers found about texts: noting it, and which finding counts for what is live."""

from datetime import date
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision, TaskState

from cms.translation.base.domain.errors import SourceChangedError
from cms.translation.review.models import LegalReviewTask, LegalValidity
from cms.translation.review.rules.revision_digest import content_digest


def live_digest(page: Page) -> str:
    """Return which text of ``page`` is live; empty where none was published from a draft."""
    revision = Revision.objects.filter(pk=page.live_revision_id).first()
    return content_digest(revision.content) if revision else ""


@transaction.atomic
def renew(page: Page, valid_until: date, *, seen: str, user: Any) -> LegalValidity:
    """Note that ``user`` has read the live text again and it holds until ``valid_until``.

    ``seen`` is the digest of what they read. Raises SourceChangedError where another text is live
    by now.
    """
    page = Page.objects.select_for_update().get(pk=page.pk)
    if not page.live or seen != live_digest(page):
        raise SourceChangedError(str(page.pk))
    found = LegalValidity.note(page, seen, valid_until, user=user)
    bring_into_force(page)
    found.refresh_from_db(fields=["in_force"])
    return found


@transaction.atomic
def bring_into_force(page: Page) -> None:
    """Let the newest finding about the text that is live count, and no other."""
    page = Page.objects.get(pk=page.pk)
    digest = live_digest(page) if page.live else ""
    known = LegalValidity.of(page)
    newest = known.filter(digest=digest).order_by("-checked_at", "-pk").first() if digest else None
    known.filter(in_force=True).exclude(pk=newest.pk if newest else 0).update(in_force=False)
    if newest is not None and not newest.in_force:
        known.filter(pk=newest.pk).update(in_force=True)


def is_noted(task_state: TaskState) -> bool:
    """Tell whether the step's lawyer said until when the text holds; other steps need not."""
    if not isinstance(task_state.task.specific, LegalReviewTask):
        return True
    return LegalValidity.objects.filter(task_state=task_state).exists()
