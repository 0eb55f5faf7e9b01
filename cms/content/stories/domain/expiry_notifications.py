"""What of the consents ends is told to publishers: 30 and 7 days before, and after."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.background.outbox import Mail, letter, post
from cms.content.stories.enums import EXPIRES_SOON_DAYS, URGENT_DAYS
from cms.content.stories.models import Consent, StoryPage
from cms.content.stories.models.consent import ConsentQuerySet
from cms.users.admin_language import language_of
from cms.users.models import User

KIND: Final = "stories.consent_ends"
WITHDRAW: Final = "stories.withdraw_consent"
TOLD_FOR: Final = timedelta(days=30)  # What ended longer ago is no news.
_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


class Stage(StrEnum):
    """How far a consent is from its end; each is told once."""

    SOON = "soon"
    URGENT = "urgent"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


def ending(today: date | None = None) -> ConsentQuerySet:
    """Return what ends within 30 days (Warsaw, the last one counts) and nothing carries on."""
    today = today or timezone.localdate()
    last = today + timedelta(days=EXPIRES_SOON_DAYS)
    return _not_renewed(Consent.objects.standing().filter(valid_until__range=(today, last)))


def ended(today: date | None = None) -> ConsentQuerySet:
    """Return what ran out within the last 30 days and nothing carries on."""
    today = today or timezone.localdate()
    days = (today - TOLD_FOR, today - timedelta(days=1))
    return _not_renewed(Consent.objects.standing().filter(valid_until__range=days))


def tell_what_ends(today: date | None = None) -> int:
    """Post the letters that are due on a day, by default today; return how many are new."""
    today = today or timezone.localdate()
    told = sum(tell(consent, _stage(consent, today)) for consent in ending(today))
    return told + sum(tell(consent, Stage.ENDED) for consent in ended(today))


def tell(consent: Consent, stage: Stage) -> int:
    """Post a letter to each publisher about a consent at a stage, once; return how many are new."""
    subjects = (f"{person.pk}:{consent.pk}:{stage.value}" for person in publishers())
    return sum(post(KIND, subject_id=subject, key=subject) for subject in subjects)


def publishers() -> Iterable[User]:
    """Return who withdraws and renews consents and can be written to."""
    found: QuerySet[User] = User.objects.with_perm(WITHDRAW, backend=_BACKEND)
    return found.exclude(email="").order_by("pk")


@letter(KIND)
def compose(subject_id: str) -> Mail | None:
    """Return the letter, without the story's name; None if it is no longer true."""
    person_id, consent_id, stage = subject_id.split(":")
    person = User.objects.filter(pk=person_id, is_active=True).exclude(email="").first()
    consent = Consent.objects.filter(pk=consent_id).first()
    if person is None or consent is None or not _is_true(consent, Stage(stage)):
        return None
    code = language_of(person)
    with override(code):
        address = f"{settings.CMS_URL}{reverse('consents:inspect', args=[consent.pk])}"
        return Mail(
            to=person.email,
            language=code,
            subject=_("Consents to stories: what ends"),
            paragraphs=[_words(consent, Stage(stage))],
            facts=[(_("Consent to"), consent.get_kind_display())],
            links=[(_("Open the register of consents"), address)],
        )


def _stage(consent: Consent, today: date) -> Stage:
    urgent = today + timedelta(days=URGENT_DAYS)
    return Stage.URGENT if consent.valid_until and consent.valid_until <= urgent else Stage.SOON


def _is_true(consent: Consent, stage: Stage) -> bool:
    if stage == Stage.WITHDRAWN:
        return consent.withdrawn_on is not None
    return _not_renewed(Consent.objects.standing().filter(pk=consent.pk)).exists()


def _words(consent: Consent, stage: Stage) -> str:
    day = consent.withdrawn_on if stage == Stage.WITHDRAWN else consent.valid_until
    values = {"day": date_format(day, "j.m.Y") if day else ""}
    if stage == Stage.WITHDRAWN:
        return _("A consent was withdrawn on %(day)s: what rested on it is taken down.") % values
    if stage == Stage.ENDED:
        return _("A consent ended on %(day)s: what rested on it is taken down.") % values
    return (
        _("A consent ends on %(day)s. Without a new one the story is taken down after it.") % values
    )


def _not_renewed(found: ConsentQuerySet) -> ConsentQuerySet:
    """Leave out what another record carries on, and what belongs to no story any more."""
    same = Consent.objects.standing().filter(
        translation_key=OuterRef("translation_key"), kind=OuterRef("kind")
    )
    longer = same.filter(Q(valid_until=None) | Q(valid_until__gt=OuterRef("valid_until")))
    story = StoryPage.objects.filter(translation_key=OuterRef("translation_key"))
    return found.filter(~Exists(longer), Exists(story))
