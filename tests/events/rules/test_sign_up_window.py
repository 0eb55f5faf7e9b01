"""When one may sign up."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from events.enums import SignUpState
from events.rules.sign_up_window import SignUpWindow, next_change, sign_up_state

NOW = datetime(2027, 3, 26, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
S = SignUpState


def window(**changes: Any) -> SignUpWindow:
    """Return a window without any limits but the given ones."""
    values: dict[str, Any] = {
        "is_public": True,
        "is_cancelled": False,
        "opens_at": None,
        "closes_at": None,
        "first_start": None,
        "last_end": None,
    }
    return SignUpWindow(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, S.OPEN),
        ({"opens_at": NOW}, S.OPEN),
        ({"opens_at": NOW + HOUR}, S.NOT_YET),
        ({"closes_at": NOW}, S.CLOSED),
        ({"closes_at": NOW + HOUR, "first_start": NOW - HOUR}, S.OPEN),
        ({"first_start": NOW}, S.CLOSED),
        ({"first_start": NOW + HOUR}, S.OPEN),
        ({"last_end": NOW, "closes_at": NOW + HOUR}, S.OVER),
        ({"is_cancelled": True, "last_end": NOW}, S.CANCELLED),
        ({"is_public": False, "is_cancelled": True}, S.HIDDEN),
    ],
)
def test_the_state_follows_from_the_moments(changes: dict[str, Any], state: SignUpState) -> None:
    assert sign_up_state(window(**changes), NOW) == state


def test_the_next_change_is_the_nearest_moment_to_come() -> None:
    later = window(opens_at=NOW - HOUR, closes_at=NOW + 2 * HOUR, first_start=NOW + HOUR)
    assert next_change(later, NOW) == NOW + HOUR
    assert next_change(window(opens_at=NOW), NOW) is None
