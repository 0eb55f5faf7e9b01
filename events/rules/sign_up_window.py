"""When one may sign up for a group."""

from dataclasses import dataclass
from datetime import datetime

from events.enums import SignUpState


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpWindow:
    """What decides it. Moments have a time zone; dates that were cancelled do not count."""

    is_public: bool
    is_cancelled: bool
    opens_at: datetime | None
    closes_at: datetime | None
    first_start: datetime | None
    last_end: datetime | None


def sign_up_state(window: SignUpWindow, now: datetime) -> SignUpState:
    """Return whether one may sign up; without a closing time until the first date begins."""
    if not window.is_public:
        return SignUpState.HIDDEN
    if window.is_cancelled:
        return SignUpState.CANCELLED
    if window.last_end is not None and now >= window.last_end:
        return SignUpState.OVER
    closes_at = window.closes_at or window.first_start
    if closes_at is not None and now >= closes_at:
        return SignUpState.CLOSED
    if window.opens_at is not None and now < window.opens_at:
        return SignUpState.NOT_YET
    return SignUpState.OPEN


def next_change(window: SignUpWindow, now: datetime) -> datetime | None:
    """Return the next moment at which the state may change by itself, or None."""
    moments = (window.opens_at, window.closes_at, window.first_start, window.last_end)
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
