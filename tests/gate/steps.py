"""Going through reviews in tests."""

from typing import Any

from cms.gate.models.automatic_checks import RUN_CHECKS
from cms.jobs import runner
from cms.jobs.models import Job
from cms.translation.domain import review
from cms.users import roles
from tests.factories import UserFactory


def run_checks() -> None:
    """Do what the worker does about checks, and nothing else of what waits for it."""
    for pk in Job.objects.filter(name=RUN_CHECKS, finished_at=None).values_list("pk", flat=True):
        runner.run(str(pk))


def submit(translation: Any, *, user: Any = None) -> Any:
    """Submit a translation, let the worker check it, and return its page as it is then."""
    code = translation.target_locale.language_code
    review.submit(translation, user=user or UserFactory(role=roles.translators(code)))
    run_checks()
    return translation.get_target_instance()
