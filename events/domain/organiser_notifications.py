"""Mails to organisers: who signed up, who left, what is free. Names nobody."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms.background.outbox import Mail, letter, post
from cms.core.time_zone import WARSAW
from cms.users.admin_language import language_of
from cms.users.models import User
from events.enums import Action, Delivery
from events.models import Group, OrganiserNotice, PlaceEvent

from .activity_overview import GroupSummary, group_lines
from .permissions import may_change

KIND: Final = "events.organiser"
AT: Final = time(7)
# What is being written at this moment may get an earlier id and be seen later.
SETTLED: Final = timedelta(minutes=1)
_SAID: Final = (Action.SIGNED_UP, Action.ENDED)


def tell_organisers(now: datetime | None = None) -> int:
    """Post the mails that are due; return how many. Who is new is told of what comes from now."""
    now = now or timezone.now()
    return sum(_tell(user.pk, now) for user in organisers())


def choose(user: User, delivery: str) -> None:
    """Keep when somebody wants to be told; who had no choice yet is told of what comes from now."""
    new = {"delivery": delivery, "seen": _last(PlaceEvent.objects.all())}
    OrganiserNotice.objects.update_or_create(
        user=user, defaults={"delivery": delivery}, create_defaults=new
    )


def organisers() -> Iterable[User]:
    """Return who runs activities and can be written to."""
    right = Permission.objects.filter(
        content_type__app_label="events", codename="change_registration"
    )
    allowed = Q(groups__permissions__in=right) | Q(user_permissions__in=right)
    found = User.objects.filter(allowed, is_active=True).exclude(email="").distinct()
    return [user for user in found if may_change(user)]


@transaction.atomic
def _tell(user_id: int, now: datetime) -> bool:
    settled = _last(PlaceEvent.objects.filter(recorded_at__lte=now - SETTLED))
    OrganiserNotice.objects.get_or_create(user_id=user_id, defaults={"seen": settled})
    notice = OrganiserNotice.objects.select_for_update().get(user=user_id)
    if not _is_due(notice, now):
        return False
    first = notice.seen
    notice.seen, notice.told_on = max(settled, first), now.astimezone(WARSAW).date()
    notice.save(update_fields=["seen", "told_on"])
    if notice.delivery == Delivery.NEVER or not _news(user_id, first, notice.seen).exists():
        return False
    subject = f"{user_id}:{first}:{notice.seen}"
    return post(KIND, subject_id=subject, key=subject)


def _is_due(notice: OrganiserNotice, now: datetime) -> bool:
    local = now.astimezone(WARSAW)
    if notice.delivery != Delivery.DAILY:
        return True
    return local.time() >= AT and notice.told_on != local.date()


def _last(events: QuerySet[PlaceEvent]) -> int:
    newest = events.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def _news(user_id: int, first: int, last: int) -> QuerySet[PlaceEvent]:
    """Return what others did that an organiser is told of; ids after ``first`` up to ``last``."""
    found = PlaceEvent.objects.filter(pk__gt=first, pk__lte=last, action__in=_SAID)
    return found.exclude(by=user_id)


@letter(KIND)
def compose(subject_id: str) -> Mail | None:
    """Return the mail with the groups as they are now."""
    user_id, first, last = (int(part) for part in subject_id.split(":"))
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is None or not may_change(user):
        return None
    counts = Counter(
        _news(user_id, first, last).order_by().values_list("group", "action").iterator()
    )
    groups = Group.objects.filter(pk__in={group for group, _action in counts})
    lines = group_lines(
        list(groups.select_related("activity", "places").order_by("activity__title", "name")),
        timezone.now(),
    )
    code = language_of(user)
    with override(code):
        return Mail(
            to=user.email,
            language=code,
            subject=_("Activities: who signed up and who left"),
            paragraphs=[_paragraph(line, counts) for line in lines],
            links=[(_("Open the desk"), f"{settings.CMS_URL}{reverse('events:desk')}")],
        )


def _paragraph(line: GroupSummary, counts: Counter[tuple[int, str]]) -> str:
    title = f"{line.group.activity.title} ({line.group.name})"
    return "\n".join([title, ", ".join(_numbers(line, counts)), *_blocked(line)])


def _numbers(line: GroupSummary, counts: Counter[tuple[int, str]]) -> Iterator[str]:
    """Yield what happened, and how many places are free and waited for."""
    new, gone = (counts[line.group.pk, action.value] for action in _SAID)
    if new:
        yield ngettext("%(n)d signed up", "%(n)d signed up", new) % {"n": new}
    if gone:
        yield ngettext("%(n)d left", "%(n)d left", gone) % {"n": gone}
    yield _("free places: %(free)d of %(all)d") % {"free": line.free, "all": line.capacity}
    if line.waiting:
        yield _("waited for: %(n)d") % {"n": line.waiting}


def _blocked(line: GroupSummary) -> Iterator[str]:
    """Yield what the organiser has to decide, if there is anything."""
    if 0 < line.free < line.first_waiting:
        text = _("The first on the waiting list needs %(n)d places. Decide at the desk.")
        yield text % {"n": line.first_waiting}
