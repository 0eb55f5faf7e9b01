"""What the checks found and a reviewer found right all the same: “because …”."""

from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import TaskState
from wagtail_localize.models import Translation

from cms.translation.base.domain import permissions
from cms.translation.base.domain.errors import OwnWorkError, SegmentGoneError
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.review.models import AcceptedFinding, ChecksReport
from cms.translation.review.rules.finding import Finding
from cms.users.models import User

from .check_target import translation_of

LOG_ACTION: Final = "gate.accept_finding"


@transaction.atomic
def accept(task_state: TaskState, digest: str, reason: str, *, user: User) -> AcceptedFinding:
    """Note that ``user`` read a finding and holds the text for right, because of ``reason``.

    Effects: an ``AcceptedFinding`` and an entry in the page's log. It holds for these two texts
    only: the next run of the checks passes over it while neither has changed.

    Raises PermissionDenied for users who do not publish in the language, SegmentGoneError where
    the report no longer says this or a text has changed since, OwnWorkError for one's own text.
    """
    page = task_state.workflow_state.content_object
    if not permissions.may_publish(user, page.locale):
        raise PermissionDenied
    report = ChecksReport.objects.select_for_update().get(task_state=task_state)
    found = next((each for each in report.findings if each.digest == digest), None)
    translation = translation_of(page)
    if found is None or translation is None or not found.may_be_accepted:
        raise SegmentGoneError(digest)
    _refuse_unread(translation, found, user)
    kept, is_new = AcceptedFinding.objects.get_or_create(
        translation_key=page.translation_key,
        language=page.locale.language_code,
        digest=digest,
        defaults={"finding_json": found.as_json(), "reason": reason, "accepted_by": user},
    )
    if is_new:
        data = {"problem": str(found.problem), "detail": found.detail, "reason": reason}
        log(instance=page, action=LOG_ACTION, user=user, data=data)
    return kept


def _refuse_unread(translation: Translation, found: Finding, user: User) -> None:
    """Refuse a text that is another by now, and one that the user wrote."""
    rows = [row for row in segment_rows(translation) if row.path == found.path]
    row = next((r for r in rows if (r.source, r.text) == (found.text, found.said)), None)
    if row is None:
        raise SegmentGoneError(found.path)
    if row.translated_by_id == user.pk and not row.tool and not user.is_superuser:
        raise OwnWorkError(str(translation))


def accepted(page: Any) -> dict[str, AcceptedFinding]:
    """Return what reviewers accepted of a page in its language, by digest."""
    found = AcceptedFinding.objects.filter(
        translation_key=page.translation_key, language=page.locale.language_code
    ).select_related("accepted_by")
    return {each.digest: each for each in found}


def open_ones(found: Iterable[Finding], page: Any) -> list[Finding]:
    """Return the findings that nobody has accepted."""
    known = accepted(page)
    return [each for each in found if each.digest not in known]
