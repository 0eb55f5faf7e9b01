"""Who may have a certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from events.domain.expected_attendance import dates_of, held, stays_of
from events.enums import COMING, Party
from events.models import Occurrence, Participant, Registration


@dataclass(frozen=True, slots=True)
class CertificateEligibility:
    """One participant: the dates that took place for them, in their order, and those attended."""

    participant: Participant
    dates: Sequence[Occurrence]
    attended: Sequence[Occurrence]

    @property
    def minutes(self) -> int:
        """How long the dates were at which they were."""
        return sum(
            int((one.ends_at - one.starts_at).total_seconds()) // 60 for one in self.attended
        )


def earned(registration: Registration, now: datetime | None = None) -> list[CertificateEligibility]:
    """Return who of a registration has earned a certificate; nobody before the last date has ended.

    The group says whether there are any, and how often one must have been there; dates before
    somebody joined do not count against them. Once personal data is emptied there is nobody left.
    """
    now = now or timezone.now()
    group = registration.group
    if not group.has_certificates or registration.anonymised_at is not None:
        return []
    if registration.state not in COMING:
        return []
    last = held().filter(group=group).order_by("-ends_at").first()
    if last is None or last.ends_at > now:
        return []
    stays = stays_of(registration)
    counted = (_counted(one, dates_of(one, stays)) for one in registration.participants.all())
    return [one for one in counted if _is_enough(one, group.certificate_percent)]


def name_of(participant: Participant) -> str:
    """Return whom a certificate is for; an adult who signed up alone is the participant."""
    registration = participant.registration
    is_alone = registration.size == 1 and registration.group.activity.party != Party.CHILDREN
    return participant.name or (registration.name if is_alone else "")


def _counted(participant: Participant, dates: Sequence[Occurrence]) -> CertificateEligibility:
    there = set(participant.attendance.filter(is_present=True).values_list("occurrence", flat=True))
    return CertificateEligibility(participant, dates, [one for one in dates if one.pk in there])


def _is_enough(one: CertificateEligibility, percent: int) -> bool:
    return bool(one.attended) and 100 * len(one.attended) >= percent * len(one.dates)
