"""What of the consents waits for publishers, on the dashboard."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.core.next_steps import NextStep
from cms.stories.enums import URGENT_DAYS, ConsentState
from cms.stories.models import Consent, StoryPicture
from cms.users.models import User

from . import pictures, telling


def steps(user: User) -> Iterator[NextStep]:
    """Yield what ends, what has ended, and pictures about which somebody has to decide."""
    if user.has_perm(telling.RIGHT):
        yield _ending()
        yield _ended()
        yield from _undecided()


def _ending() -> NextStep:
    found = telling.ending()
    urgent = timezone.localdate() + timedelta(days=URGENT_DAYS)
    count = found.count()
    return NextStep(
        count,
        ngettext("consent to a story ends soon", "consents to stories end soon", count),
        _register(ConsentState.EXPIRES_SOON),
        "calendar-check",
        is_urgent=found.filter(valid_until__lte=urgent).exists(),
    )


def _ended() -> NextStep:
    count = telling.ended().count()
    text = ngettext(
        "consent to a story has ended: it is taken down",
        "consents to stories have ended: they are taken down",
        count,
    )
    return NextStep(count, text, _register(ConsentState.EXPIRED), "warning", is_urgent=True)


def _undecided() -> Iterator[NextStep]:
    """Yield pictures of stories that lost a consent and are still shown elsewhere."""
    left = StoryPicture.objects.filter(shows_person=None, was_public=True).exclude(
        image__collection__name=pictures.COLLECTION_NAME
    )
    keys = list(left.values_list("translation_key", flat=True))
    losing = pictures.losing_stories(keys)
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
    yield NextStep(len(lost), text, url, "image", is_urgent=True)


def _register(state: ConsentState) -> str:
    return f"{reverse('consents:index')}?state={state.value}"
