"""A registration as its private link shows it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.core.time_zone import WARSAW
from events.enums import COMING, OccurrenceState, RegistrationState
from events.models import Occurrence, Registration
from events.models.serializers import represent_group
from events.rules.recurrence import last_day_of

from .activity_cache import moment
from .certificates import earned, issued, name_of
from .display_names import named
from .expected_attendance import outcomes

SAID = ("email", "name", "phone", "level", "institution", "role", "needs")


def position_of(registration: Registration) -> int | None:
    """Return the place on the waiting list, 1 is the next; None for who does not wait."""
    if registration.state != RegistrationState.WAITING:
        return None
    waiting = Registration.objects.filter(
        group=registration.group_id, state=RegistrationState.WAITING
    )
    return waiting.filter(number__lte=registration.number).count()


def represent_registration(registration: Registration) -> dict[str, Any]:
    """Return what :class:`events.api.registration_json.RegistrationJSON` describes."""
    group, now = registration.group, timezone.now()
    dates = list(Occurrence.objects.filter(group=group).order_by("starts_at"))
    until = registration.offered_until if is_offered(registration, now) else None
    return {
        "state": _state(registration, dates, now),
        "end_reason": registration.end_reason,
        "size": registration.size,
        "ages": [one.age for one in registration.participants.all()],
        "participants": [
            {"id": one.pk, "age": one.age, "name": one.name}
            for one in registration.participants.all()
        ],
        "certificates": [{"number": one.number, "name": one.name} for one in issued(registration)],
        "asks_for_names": _asks_for_names(registration, now),
        "position": position_of(registration),
        "offered_until": moment(until) if until else None,
        "locale": registration.locale,
        **{field: getattr(registration, field) for field in SAID},
        "reminders": registration.reminders or group.reminders,
        "is_anonymised": registration.anonymised_at is not None,
        "activity": _activity(registration),
        "group": represent_group(group, registration.locale),
        "online_url": group.online_url if registration.state in COMING else "",
        "dates": [_date(one) for one in dates],
        "can": _can(registration, dates, now),
    }


def is_offered(registration: Registration, now: datetime) -> bool:
    """Tell whether there is an offer to answer."""
    until = registration.offered_until
    return registration.state == RegistrationState.OFFERED and until is not None and until > now


def _state(registration: Registration, dates: list[Occurrence], now: datetime) -> str:
    """Return the state; once no date is to come, whether somebody with a place was there."""
    is_to_come = any(
        one.starts_at > now and one.state != OccurrenceState.CANCELLED for one in dates
    )
    if is_to_come or registration.state not in COMING:
        return registration.state
    return outcomes([registration]).get(registration.pk, registration.state)


def _asks_for_names(registration: Registration, now: datetime) -> bool:
    """Tell whether somebody has earned a certificate that cannot be made out to anybody."""
    return any(not name_of(one.participant) for one in earned(registration, now))


def _can(registration: Registration, dates: list[Occurrence], now: datetime) -> dict[str, bool]:
    held = [one.ends_at for one in dates if one.state != OccurrenceState.CANCELLED]
    is_over = bool(held) and max(held) <= now
    stays = registration.state in {RegistrationState.CONFIRMED, RegistrationState.WAITING}
    offered = is_offered(registration, now)
    return {
        "change": stays and not is_over and registration.anonymised_at is None,
        "withdraw": (stays or offered) and not is_over,
        "answer": offered,
        "certificate": bool(issued(registration)),
    }


def _activity(registration: Registration) -> dict[str, Any]:
    activity = registration.group.activity
    name = named(activity, registration.locale)
    return {
        "id": activity.pk,
        "title": name.title,
        "html_url": name.html_url,
        "lang": name.lang,
        "party": activity.party,
        "organiser": activity.organiser,
        "phone": activity.phone,
        "email": activity.email,
    }


def _date(one: Occurrence) -> dict[str, Any]:
    return {
        "id": str(one.uid),
        "starts_at": moment(one.starts_at),
        "ends_at": moment(one.ends_at),
        "day": one.starts_at.astimezone(WARSAW).date().isoformat(),
        "last_day": last_day_of(one.ends_at).isoformat(),
        "state": one.state,
        "sequence": one.sequence,
    }
