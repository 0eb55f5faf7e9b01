"""What waits for those who release."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.core.next_steps import NextStep
from cms.releases.enums import ReleaseState
from cms.releases.models import Release

from . import publishers

SHOWN_FOR: Final = timedelta(days=7)


def steps(user: Any) -> Iterator[NextStep]:
    """Yield the releases that failed lately, to all who publish and to whoever planned them."""
    found = Release.objects.filter(
        state=ReleaseState.FAILED, finished_at__gt=timezone.now() - SHOWN_FOR
    )
    if not publishers.is_one(user):
        found = found.filter(Q(created_by_id=user.pk) | Q(changed_by_id=user.pk))
    failed = found.count()
    text = ngettext("release has failed", "releases have failed", failed)
    yield NextStep(failed, text, reverse("releases:index"), "warning", is_urgent=True)
