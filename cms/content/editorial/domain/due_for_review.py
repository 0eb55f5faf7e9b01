"""Which pages somebody should check again, and that somebody did."""

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import DateField, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from cms.core import locales
from cms.core.models import BasePage
from cms.core.publication.page_actions import refuse_locked


def due_pages(user: Any, today: date | None = None) -> PageQuerySet:
    """Return the live source pages that ``user`` may edit and whose review is due, oldest first.

    Each has ``reviewed_on`` (date or None). Due is what nobody reviewed for
    ``settings.REVIEW_AFTER_DAYS`` days, and what nobody ever did.
    """
    today = today or timezone.localdate()
    may_edit = page_permission_policy.instances_user_has_permission_for(user, "change")
    last_good_day = today - timedelta(days=settings.REVIEW_AFTER_DAYS)
    pages: PageQuerySet = (
        may_edit.filter(live=True, depth__gt=1, locale__language_code=locales.SOURCE)
        .annotate(reviewed_on=_reviewed_on())
        .filter(Q(reviewed_on=None) | Q(reviewed_on__lt=last_good_day))
        .order_by(F("reviewed_on").asc(nulls_first=True), "path")
    )
    return pages


@transaction.atomic
def mark_reviewed(page: Page, user: Any) -> bool:
    """Note that ``user`` checked the page today; return whether readers see it already.

    It is published at once when the user may publish and nothing else waits in a draft; else it
    goes into the draft with everything else. Raises LockedError while somebody else holds it.
    """
    refuse_locked(page, user=user)
    draft = page.get_latest_revision_as_object()
    draft.last_reviewed_on = timezone.localdate()
    draft.last_reviewed_by = user.get_full_name() or user.get_username()
    at_once = not page.has_unpublished_changes and page.permissions_for_user(user).can_publish()
    revision = draft.save_revision(user=user, log_action=True)
    if at_once:
        revision.publish(user=user)
    return at_once


def _reviewed_on() -> Coalesce:
    """Return the review's day from whichever page type's table a page stands in."""
    days = [F(f"{model._meta.model_name}__last_reviewed_on") for model in _types()]
    return Coalesce(*days, output_field=DateField())


def _types() -> list[type[BasePage]]:
    return [model for model in apps.get_models() if issubclass(model, BasePage)]
