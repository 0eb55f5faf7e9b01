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

from . import planning, publishers

SHOWN_FOR: Final = timedelta(days=7)


def steps(user: Any) -> Iterator[NextStep]:
    """Yield what failed lately, to all who publish and to whoever planned it, and lost plans."""
    if publishers.is_one(user):
        yield _without_owner()
    found = Release.objects.filter(
        state=ReleaseState.FAILED, finished_at__gt=timezone.now() - SHOWN_FOR
    )
    if not publishers.is_one(user):
        found = found.filter(Q(created_by=user.pk) | Q(changed_by=user.pk) | Q(owner=user.pk))
    failed = found.count()
    text = ngettext("release has failed", "releases have failed", failed)
    yield NextStep(failed, text, reverse("releases:index"), "warning", is_urgent=True)


def _without_owner() -> NextStep:
    count = planning.without_owner().count()
    text = ngettext(
        "planned release that nobody stands for: take it over or cancel it",
        "planned releases that nobody stands for: take them over or cancel them",
        count,
    )
    return NextStep(count, text, reverse("releases:index"), "warning", is_urgent=True)
