"""A record made by mistake: it stays, says so, and counts for nothing."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.core import erasure_ledger
from cms.stories.enums import VoidReason
from cms.stories.models import Consent
from cms.users.models import User

from .withdrawal import NotStandingError, take_down

VOID: Final = "stories.consent.void"  # As Wagtail's log has it.
LEDGER: Final = "stories.void"


@transaction.atomic
def void(consent: Consent, *, reason: VoidReason, user: User | None) -> None:
    """Mark a record as made by mistake. Other records of the story are left as they are.

    Effects: an entry in the ledger, so that no restore lets a story out by it, and one in the log;
    those of ``take_down``, where no other record carries what is public. Raises NotStandingError
    for a record that was withdrawn or marked before: what somebody withdrew stays withdrawn.
    """
    record = Consent.objects.standing().select_for_update().filter(pk=consent.pk).first()
    if record is None:
        raise NotStandingError
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
