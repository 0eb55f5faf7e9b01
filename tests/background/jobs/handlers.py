"""Handlers for the tests: their effects are heartbeat rows, the only plain model at hand."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from cms.background.jobs import registry
from cms.background.jobs.enums import Effect
from cms.background.jobs.models import Heartbeat

calls: list[tuple[int, str, bool]] = []


def write(*, number: int) -> None:
    Heartbeat.objects.create(group=f"effect-{number}")


def write_and_fail(*, number: int) -> None:
    write(number=number)
    raise RuntimeError("after the effect, for jan@example.org")


def call(*, number: int, job_key: str) -> None:
    calls.append((number, job_key, transaction.get_connection().in_atomic_block))


def call_and_fail(*, number: int, job_key: str) -> None:
    call(number=number, job_key=job_key)
    raise ConnectionError("no answer")


def take_too_long(*, number: int, job_key: str) -> None:
    raise SystemExit("Task exceeded maximum timeout value (60 seconds)")


def effects() -> list[str]:
    names = Heartbeat.objects.filter(group__startswith="effect-").order_by("group")
    return [name.removeprefix("effect-") for name in names.values_list("group", flat=True)]


@contextmanager
def registered() -> Iterator[Callable[..., None]]:
    """Register the handlers above under ``test.*`` and forget them afterwards."""
    before = dict(registry._handlers)
    registry.job("test.write")(write)
    registry.job("test.write_and_fail")(write_and_fail)
    registry.job("test.bulk", is_bulk=True)(write)
    for function in (call, call_and_fail, take_too_long):
        registry.job(f"test.{function.__name__}", effect=Effect.OUTSIDE)(function)
    try:
        yield write
    finally:
        registry._handlers.clear()
        registry._handlers.update(before)
        calls.clear()
