"""Whole lives of a page, by every way there is: what is “current” is true, what is live was read.

Every text here is written once, with a number of its own. So a ledger beside the machine knows of
whatever is live which Polish text it was written for, by whom, and who has read it.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .page_lifecycle.lifecycle_releases import ReleaseLife

LIVES = 30


def of(examples: int, steps: int, *, is_random: bool = False) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=not is_random,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.django_db
def test_whole_lives_by_every_way() -> None:
    run_state_machine_as_test(ReleaseLife, settings=of(2, 20))


@pytest.mark.chaos
@pytest.mark.django_db
def test_long_lives() -> None:
    run_state_machine_as_test(ReleaseLife, settings=of(LIVES, 40, is_random=True))
