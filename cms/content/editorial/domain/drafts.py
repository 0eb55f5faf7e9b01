"""Work that somebody began and did not send on."""

from typing import Any

from django.db.models import F, Q
from wagtail.models import Page, WorkflowState
from wagtail.query import PageQuerySet

from cms.core import locales


def drafts_of(user: Any) -> PageQuerySet:
    """Return the source pages with a draft last saved by ``user`` that is in nobody's review."""
    in_review = WorkflowState.objects.active().values_list("object_id", flat=True)
    waiting = Q(live=False) | Q(has_unpublished_changes=True)
    drafts: PageQuerySet = (
        Page.objects.filter(
            waiting, latest_revision__user=user, locale__language_code=locales.SOURCE
        )
        .exclude(latest_revision=F("live_revision"))
        .exclude(pk__in=[int(pk) for pk in in_review])
        .order_by("-latest_revision_created_at")
    )
    return drafts
