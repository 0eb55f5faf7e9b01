"""Work of reviews in the background."""

from typing import Final

from cms.background.jobs.api import job, periodic

from .domain import check_runner, legal_validity_reminders
from .models.automatic_checks import RUN_CHECKS

DAY: Final = 24 * 60 * 60


@job(RUN_CHECKS)
def run_checks(*, task_state_id: int) -> None:
    """Decide a step of automatic checks."""
    check_runner.decide(task_state_id)


@periodic("gate.remind_of_validity", seconds=DAY)
def remind_of_validity() -> None:
    """Remind of pages whose legal validity ends soon."""
    legal_validity_reminders.remind()
