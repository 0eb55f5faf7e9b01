"""Mistakes of ours: a wrong record stays, says so, and counts for nothing; so does a withdrawal."""

from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.content.stories.enums import SlipReason, VoidReason
from cms.content.stories.models import Consent, MistakenWithdrawal
from cms.content.stories.models.consent import ConsentQuerySet
from cms.core import erasure_ledger
from cms.users.models import User

from . import picture_visibility
from .withdrawal import ConsentNotInForceError, lock_story, take_down

VOID: Final = "stories.consent.void"  # As Wagtail's log has it.
LEDGER: Final = "stories.void"
TAKE_BACK: Final = "stories.consent.take_back"  # As Wagtail's log has it.
SLIPS: Final = "stories.take_back"


class NotWithdrawnError(Exception):
    """The record is not withdrawn, or not any more."""


@transaction.atomic
def void(consent: Consent, *, reason: VoidReason, user: User | None) -> None:
    """Mark a record as made by mistake. Other records of the story are left as they are.

    Effects: an entry in the ledger, so that no restore lets a story out by it, and one in the log;
    those of ``take_down``, where no other record carries what is public. Raises
    ConsentNotInForceError for a record that was withdrawn or marked before: what somebody
    withdrew stays withdrawn.
    """
    lock_story(consent.translation_key)
    record = Consent.objects.standing().filter(pk=consent.pk).first()
    if record is None:
        raise ConsentNotInForceError
    erasure_ledger.record(
        LEDGER,
        story=str(record.translation_key),
        record=str(record.pk),
        reason=str(reason.value),
        by=str(user.pk if user else 0),
    )
    record.voided_at, record.voided_by = timezone.now(), user
    record.void_reason = reason.value
    record.save(update_fields=["voided_at", "voided_by", "void_reason"])
    log(instance=record, action=VOID, user=user, data={"reason": record.void_reason})
    take_down(record.translation_key, user=user)


def void_again(facts: erasure_ledger.Facts) -> None:
    """Mark in restored data what was marked after it was copied."""
    records = Consent.objects.of(UUID(facts["story"])).standing()
    if record := records.filter(pk=facts["record"]).first():
        by = User.objects.filter(pk=facts["by"]).first()
        void(record, reason=VoidReason(facts["reason"]), user=by)


@transaction.atomic
def take_back(consent: Consent, *, reason: SlipReason, user: User | None) -> None:
    """Take a withdrawal back that nobody asked for: the consents that it ended count again.

    Effects, for each record that was withdrawn with it: a ``MistakenWithdrawal``, so that who
    withdrew and who took it back stays known, and an entry in the log; the story's pictures come
    back to their collections where both kinds are in force. The story stays a draft: publishing it
    again is for publishers. Once that is certain, an entry in the ledger. Raises NotWithdrawnError.
    """
    lock_story(consent.translation_key)
    records = list(ended_with(consent))
    if not records:
        raise NotWithdrawnError
    for record in records:
        MistakenWithdrawal.objects.create(
            consent=record,
            withdrawn_on=record.withdrawn_on or timezone.localdate(),
            withdrawn_by=record.withdrawn_by,
            taken_back_by=user,
            reason=reason.value,
        )
        record.withdrawn_on = record.withdrawn_by = None
        record.save(update_fields=["withdrawn_on", "withdrawn_by"])
        log(instance=record, action=TAKE_BACK, user=user, data={"reason": reason.value})
    picture_visibility.settle(consent.translation_key)
    # Not before: an entry of what did not happen would let a story out after a restore.
    transaction.on_commit(
        partial(
            erasure_ledger.record,
            SLIPS,
            record=str(consent.pk),
            reason=str(reason.value),
            by=str(user.pk if user else 0),
        )
    )


def ended_with(consent: Consent) -> ConsentQuerySet:
    """Return the records that were withdrawn together with ``consent``; none where it stands."""
    now = Consent.objects.true().filter(pk=consent.pk, withdrawn_on__isnull=False).first()
    if now is None:
        return Consent.objects.none()
    return (
        Consent.objects.of(now.translation_key)
        .true()
        .filter(kind=now.kind, withdrawn_on=now.withdrawn_on, withdrawn_by=now.withdrawn_by)
    )


def take_back_again(facts: erasure_ledger.Facts) -> None:
    """Take back in restored data what was taken back after it was copied."""
    if consent := ended_with(Consent(pk=int(facts["record"]))).first():
        by = User.objects.filter(pk=facts["by"]).first()
        take_back(consent, reason=SlipReason(facts["reason"]), user=by)
