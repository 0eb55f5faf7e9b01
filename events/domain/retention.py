"""Personal data of registrations goes; numbers stay."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from cms.core import access_tokens
from events.enums import OccurrenceState
from events.models import Certificate, Occurrence, Participant, Registration

from .registrations.errors import BusyError
from .registrations.locks import locked_for

# What somebody wrote. Ages, level, size and state name nobody and are counted later.
EMPTIED = ("email", "name", "phone", "institution", "role", "needs")


def due(now: datetime | None = None) -> QuerySet[Registration]:
    """Return the registrations whose personal data has to go.

    That is ``ACTIVITY_PERSONAL_DATA_DAYS`` after the last date of their group that was not
    cancelled; else after the group was cancelled, or its dates would have been, or they signed up.
    """
    limit = (now or timezone.now()) - timedelta(days=settings.ACTIVITY_PERSONAL_DATA_DAYS)
    dates = Occurrence.objects.filter(group=OuterRef("group")).order_by("-ends_at")
    held = dates.exclude(state=OccurrenceState.CANCELLED).values("ends_at")[:1]
    any_date = dates.values("ends_at")[:1]
    ended = Greatest(
        Coalesce(Subquery(held), "group__cancelled_at", Subquery(any_date), "created_at"),
        "created_at",
    )
    kept = Registration.objects.filter(anonymised_at=None)
    return kept.annotate(ended_at=ended).filter(Q(ended_at__lt=limit))


def anonymise(registration: Registration, now: datetime | None = None) -> None:
    """Empty what names a person, and end their private link.

    Whoever changes the registration at that moment is waited for, and changes nothing after.
    Raises BusyError.
    """
    with locked_for(registration.pk):
        for name in EMPTIED:
            setattr(registration, name, "")
        registration.anonymised_at = now or timezone.now()
        # Of nothing anybody has: the old link finds nothing any more.
        registration.token_digest = access_tokens.digest(f"anonymised:{registration.pk}")
        registration.save(update_fields=[*EMPTIED, "anonymised_at", "token_digest", "changed_at"])
        Participant.everybody.filter(registration=registration).update(name="")
        Certificate.objects.filter(participant__registration=registration).update(name="")


def anonymise_due(now: datetime | None = None) -> int:
    """Anonymise whatever is due; return how many registrations.

    A group that is held at this moment keeps nobody else waiting: the next run takes its people.
    """
    done = 0
    for registration in list(due(now)):
        with suppress(BusyError, Registration.DoesNotExist):
            anonymise(registration, now)
            done += 1
    return done
