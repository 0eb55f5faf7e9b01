"""What waits for those who release."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.core.next_steps import NextStep
from cms.releases.enums import ReleaseState
from cms.releases.models import Release

SHOWN_FOR: Final = timedelta(days=7)


def steps(user: Any) -> Iterator[NextStep]:
    """Yield the releases of ``user`` that failed lately."""
    failed = Release.objects.filter(
        created_by_id=user.pk,
        state=ReleaseState.FAILED,
        finished_at__gt=timezone.now() - SHOWN_FOR,
    ).count()
    text = ngettext("release of yours has failed", "releases of yours have failed", failed)
    yield NextStep(failed, text, reverse("releases:index"), "warning", is_urgent=True)
