"""When a consent ends: what is taken from the public, at once."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.content.stories.enums import ConsentKind
from cms.content.stories.models import Consent, StoryPage, StoryPicture, kinds_in_force
from cms.content.stories.models.consent import ConsentQuerySet
from cms.core import erasure_ledger
from cms.core.publication.page_locks import lock_versions
from cms.delivery.models import PreparedDocument
from cms.users.models import User

from . import expiry_notifications, picture_copies, picture_decisions, picture_visibility
from .consent_rules import lock_consents, missing_consents

WITHDRAW = "stories.consent.withdraw"  # As Wagtail's log has it.
LEDGER: Final = "stories.consent"


class ConsentNotInForceError(Exception):
    """The record was withdrawn or marked as a mistake in the meantime."""


@transaction.atomic
def withdraw(
    consent: Consent, *, user: User | None, shows_person: Mapping[int, bool] | None = None
) -> None:
    """Record that the person has withdrawn this kind of consent, and take down what rested on it.

    ``shows_person`` is what was decided about the story's pictures, by image id
    (:func:`decisions.decide`). Effects: an entry in the ledger that outlives a restore; every
    record of the same kind for this story that stands is withdrawn as of today (a person withdraws
    consent, not one of two sheets of paper), with an entry in the log; then those of
    :func:`take_down`. A withdrawn record stays: it shows that there was a consent while the story
    was public. Withdrawing twice changes nothing.

    To publish the story again a new consent is recorded. With both kinds in force its pictures
    return to their collections at once, and publishing works as for any other draft.

    Raises ConsentNotInForceError for a record made by mistake: it says nothing of what the person
    wants, so the right one next to it stays.
    """
    lock_story(consent.translation_key)
    if not Consent.objects.true().filter(pk=consent.pk).exists():
        raise ConsentNotInForceError
    erasure_ledger.record(
        LEDGER,
        story=str(consent.translation_key),
        consent=consent.kind,
        by=str(user.pk if user else 0),
    )
    for record in standing_with(consent):
        record.withdrawn_on = timezone.localdate()
        record.withdrawn_by = user
        record.save(update_fields=["withdrawn_on", "withdrawn_by"])
        log(instance=record, action=WITHDRAW, user=user)
        expiry_notifications.tell(record, expiry_notifications.Stage.WITHDRAWN)
    picture_decisions.decide(consent.translation_key, shows_person or {}, user=user)
    take_down(consent.translation_key, user=user)


def standing_with(consent: Consent) -> ConsentQuerySet:
    """Return the records that a withdrawal of ``consent`` is about: of its story and kind."""
    return Consent.objects.of(consent.translation_key).standing().filter(kind=consent.kind)


def withdraw_again(facts: erasure_ledger.Facts) -> None:
    """Withdraw in restored data what was withdrawn after it was copied."""
    records = Consent.objects.of(UUID(facts["story"])).standing().filter(kind=facts["consent"])
    if standing := records.first():
        withdraw(standing, user=User.objects.filter(pk=facts["by"]).first())


def lock_story(translation_key: UUID) -> None:
    """Let nobody change a story, in any language, or its consents until the transaction ends."""
    lock_versions([translation_key])
    lock_consents(translation_key)


@transaction.atomic
def take_down(translation_key: UUID, *, user: User | None = None) -> None:
    """Take from the public whatever of a story has no consent today. Idempotent.

    Effects, if a live version lacks a consent it needs: all language versions are unpublished.
    A story without pictures needs none to the likeness and stays; one with pictures goes, and may
    be published again without them: what is left of it is for an editor to judge, not for us.
    In any case, if a consent that was given or is needed is missing: its scheduled publications
    are cancelled, its pictures are hidden (``pictures.settle``), its prepared documents deleted.
    Lists, neighbours, feeds, the sitemap and caches follow from the content version, which all of
    this raises.
    """
    lock_story(translation_key)  # Publishers wait, or we do.
    versions = list(StoryPage.objects.filter(translation_key=translation_key))
    lacking = [version for version in versions if missing_consents(version)]
    picture_visibility.settle(translation_key)  # Pictures are locked before the search index is.
    if any(version.live for version in lacking):
        for version in versions:
            _unpublish(version, user)
    if lacking or picture_visibility.lost_consents(translation_key):
        ids = [version.pk for version in versions]
        _cancel_schedules(ids, user)
        PreparedDocument.objects.filter(page_id__in=ids).delete()


def lapsed() -> set[UUID]:
    """Return the stories that show something although a consent has run out, or never was.

    A few queries for all stories; only those without a consent to the likeness are looked into.
    """
    live = list(StoryPage.objects.live().only("translation_key"))
    given = kinds_in_force({story.translation_key for story in live})
    found = {key for key, kinds in given.items() if ConsentKind.DATA not in kinds}
    doubtful = [key for key, kinds in given.items() if ConsentKind.IMAGE not in kinds]
    for story in StoryPage.objects.live().filter(translation_key__in=doubtful):
        if missing_consents(story):
            found.add(story.translation_key)
    return found | _with_pictures_left()


def _with_pictures_left() -> set[UUID]:
    """Return the stories that lost a consent while a picture is public that goes everywhere."""
    left = StoryPicture.objects.filter(picture_copies.GOES_EVERYWHERE).exclude(
        image__collection__name=picture_visibility.COLLECTION_NAME
    )
    return picture_visibility.losing_stories(left.values_list("translation_key", flat=True))


def _unpublish(version: StoryPage, user: User | None) -> None:
    """Unpublish one language version; those of a source that is unpublished went with it."""
    version.refresh_from_db(fields=["live"])
    if version.live:
        version.unpublish(user=user)


def _cancel_schedules(page_ids: list[int], user: User | None) -> None:
    scheduled = Revision.page_revisions.filter(
        object_id__in=[str(pk) for pk in page_ids], approved_go_live_at__isnull=False
    )
    for revision in scheduled:
        revision.approved_go_live_at = None
        revision.save(user=user, update_fields=["approved_go_live_at"])
