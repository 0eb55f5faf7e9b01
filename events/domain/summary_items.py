"""What waits for an organiser."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.core.task_summary import TaskSummaryItem
from cms.users.models import AnyUser
from events.enums import RegistrationState
from events.models import Group, Occurrence, Registration

from .activity_overview import HAPPENING
from .permissions import activities_for, may_change


def summary_items(user: AnyUser) -> Iterator[TaskSummaryItem]:
    """Yield what ``user`` may decide and nobody has; there may be none."""
    if not may_change(user):
        return
    desk = reverse("events:desk")
    count = _expiring().count()
    text = ngettext("offer runs out today", "offers run out today", count)
    yield TaskSummaryItem(count, text, desk, "time", is_urgent=True)
    stuck = list(stuck_groups().values_list("pk", flat=True))
    count = len(stuck)
    text = ngettext(
        "group where people wait although places are free",
        "groups where people wait although places are free",
        count,
    )
    url = reverse("events:group", args=stuck) if count == 1 else desk
    yield TaskSummaryItem(count, text, url, "group")
    count = activities_for(user).filter(live=True).exclude(_has_dates()).count()
    text = ngettext("activity without dates", "activities without dates", count)
    yield TaskSummaryItem(count, text, desk, "date")


def _expiring() -> QuerySet[Registration]:
    tonight = timezone.now() + timedelta(days=1)
    return Registration.objects.filter(state=RegistrationState.OFFERED, offered_until__lt=tonight)


def stuck_groups() -> QuerySet[Group]:
    """Return groups to come with free places that somebody waits for."""
    waiting = Registration.objects.filter(group=OuterRef("pk"), state=RegistrationState.WAITING)
    coming = Occurrence.objects.filter(HAPPENING, group=OuterRef("pk"), ends_at__gt=timezone.now())
    return Group.objects.filter(
        Exists(waiting), Exists(coming), cancelled_at=None, places__taken__lt=F("places__capacity")
    )


def _has_dates() -> Q:
    return Q(Exists(Occurrence.objects.filter(group__activity=OuterRef("pk"))))
