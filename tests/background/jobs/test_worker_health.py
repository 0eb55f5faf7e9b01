"""``manage.py worker_health``: what a container's health check asks."""

import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.background.jobs.models import Heartbeat
from cms.background.jobs.worker_identity import GROUP_VARIABLE

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
GROUP = "group-of-this-test"


@pytest.fixture
def group_process() -> Iterator[None]:
    """A process of the group, as far as this machine can tell."""
    environment = {**os.environ, GROUP_VARIABLE: GROUP}
    with subprocess.Popen(["sleep", "60"], env=environment) as process:
        yield
        process.kill()


def beat(group: str, seconds_ago: int) -> None:
    worked = timezone.now() - timedelta(seconds=seconds_ago)
    Heartbeat.objects.create(group=group, worked_at=worked)


def refusal() -> str:
    try:
        call_command("worker_health")
    except CommandError as error:
        return str(error)
    return ""


def test_a_worker_here_that_worked_lately_is_well(group_process: None) -> None:
    beat(GROUP, 5)
    assert refusal() == ""


@pytest.mark.parametrize(("group", "seconds_ago"), [(GROUP, 90), ("on-another-machine", 5)])
def test_an_old_sign_of_life_or_a_strangers_does_not_count(
    group_process: None, group: str, seconds_ago: int
) -> None:
    beat(group, seconds_ago)
    assert refusal() == "No worker of this machine has shown life."
