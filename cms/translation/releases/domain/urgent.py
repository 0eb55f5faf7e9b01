"""What cannot wait: Polish goes live now, the translations say that it has changed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from cms.core.models import TranslationState, TranslationStatus
from cms.translation.base.domain import outdated
from cms.translation.base.domain.urgency import urgently
from cms.users.models import User


@transaction.atomic
def publish_urgently(page: Any, *, user: User) -> int:
    """Publish the newest text of a source page; return how many languages are behind by now.

    Effects: the publication, if there is something new; a notice at the top of each language that
    is behind, until it is not; ``fell_behind`` with ``urgent``. Raises PermissionDenied for a user
    who may not publish the page, and what publishing refuses.
    """
    page = Page.objects.get(pk=page.pk)
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    with urgently():
        if page.has_unpublished_changes or not page.live:
            page.latest_revision.publish(user=user, skip_permission_checks=True)
        else:
            outdated.announce(page.translation_key)
    late = TranslationState.objects.filter(
        translation_key=page.translation_key, status=TranslationStatus.BEHIND
    )
    return late.update(urgent=True)
