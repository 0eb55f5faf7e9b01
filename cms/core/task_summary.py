"""What a person should do next: each feature tells its part, the dashboard shows all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

User = Any


@dataclass(frozen=True, slots=True)
class TaskSummaryItem:
    """A pile of work: how many, what (a plural text that says what to do), and where it is.

    ``is_urgent`` is for what readers are hurt by while it waits. Steps without work are left out.
    """

    count: int
    text: str
    url: str
    icon: str
    is_urgent: bool = False


Provider = Callable[[User], Iterable[TaskSummaryItem]]
_providers: Final[dict[str, Provider]] = {}


def register(name: str, provider: Provider) -> None:
    """Let ``provider`` tell what a user should do; a name registers once."""
    _providers[name] = provider


def task_summary(user: User) -> list[TaskSummaryItem]:
    """Return the piles of work that wait for ``user``, the urgent ones first."""
    steps = [step for provide in _providers.values() for step in provide(user) if step.count]
    return sorted(steps, key=lambda step: not step.is_urgent)
