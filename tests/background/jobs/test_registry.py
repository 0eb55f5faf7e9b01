"""Names and their handlers."""

import pytest

from cms.background.jobs import registry
from cms.background.jobs.enums import Effect

from . import handlers


def test_the_jobs_of_the_kernel_are_found() -> None:
    found = {name: registry.handler(name) for name in ("jobs.prune", "jobs.task", "jobs.localize")}
    assert {name: (entry.effect, entry.seconds) for name, entry in found.items()} == {
        "jobs.prune": (Effect.DATABASE, 3600),
        "jobs.task": (Effect.OUTSIDE, None),
        "jobs.localize": (Effect.OUTSIDE, None),
    }


def test_a_name_is_given_once() -> None:
    registry.job("test.write")(handlers.write)  # The same module, imported again.
    with pytest.raises(ValueError, match=r"Two handlers are called test\.write"):
        registry.job("test.write")(handlers.call)


def test_periodic_work_needs_an_interval() -> None:
    with pytest.raises(ValueError, match="every 0 seconds"):
        registry.periodic("test.never", seconds=0)


def test_an_unknown_name_is_named() -> None:
    with pytest.raises(registry.UnknownJobError, match=r"test\.unknown"):
        registry.handler("test.unknown")
