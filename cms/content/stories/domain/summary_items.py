"""What of the consents waits for publishers, on the dashboard."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.content.stories.enums import URGENT_DAYS, ConsentState
from cms.content.stories.models import Consent, StoryPicture
from cms.core.task_summary import TaskSummaryItem
from cms.users.models import User

from . import expiry_notifications, picture_visibility


def summary_items(user: User) -> Iterator[TaskSummaryItem]:
    """Yield what ends, what has ended, and pictures about which somebody has to decide."""
    if user.has_perm(expiry_notifications.WITHDRAW):
        yield _ending()
        yield _ended()
        yield from _undecided()


def _ending() -> TaskSummaryItem:
    found = expiry_notifications.ending()
    urgent = timezone.localdate() + timedelta(days=URGENT_DAYS)
    count = found.count()
    return TaskSummaryItem(
        count,
        ngettext("consent to a story ends soon", "consents to stories end soon", count),
        _register(ConsentState.EXPIRES_SOON),
        "calendar-check",
        is_urgent=found.filter(valid_until__lte=urgent).exists(),
    )


def _ended() -> TaskSummaryItem:
    count = expiry_notifications.ended().count()
    text = ngettext(
        "consent to a story has ended: it is taken down",
        "consents to stories have ended: they are taken down",
        count,
    )
    return TaskSummaryItem(count, text, _register(ConsentState.EXPIRED), "warning", is_urgent=True)


def _undecided() -> Iterator[TaskSummaryItem]:
    """Yield pictures of stories that lost a consent and are still shown elsewhere."""
    left = StoryPicture.objects.filter(shows_person=None, was_public=True).exclude(
        image__collection__name=picture_visibility.COLLECTION_NAME
    )
    keys = list(left.values_list("translation_key", flat=True))
    losing = picture_visibility.losing_stories(keys)
    lost = [key for key in keys if key in losing]
    if not lost:
        return
    consent = Consent.objects.of(lost[0]).true().latest("pk")
    text = ngettext(
        "picture of a story without consent is shown elsewhere: decide",
        "pictures of stories without consent are shown elsewhere: decide",
        len(lost),
    )
    url = reverse("stories_pictures", args=[consent.pk])
    yield TaskSummaryItem(len(lost), text, url, "image", is_urgent=True)


def _register(state: ConsentState) -> str:
    return f"{reverse('consents:index')}?state={state.value}"
