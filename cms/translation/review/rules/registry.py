"""Automatic checks by name. A check is a small function; an application may register its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from .finding import Finding

# What is checked is ``review.domain.check_target.Subject``, which stands in a higher layer.
CheckFunction = Callable[[Any], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A function with the name it is stored by and the words administrators choose it by."""

    name: str
    label: Any
    look: CheckFunction


_checks: Final[dict[str, Check]] = {}


def check(name: str, label: Any) -> Callable[[CheckFunction], CheckFunction]:
    """Register a function that takes a ``Subject`` and yields findings.

    Raises ValueError for a name that is taken.
    """

    def register(look: CheckFunction) -> CheckFunction:
        if name in _checks:
            message = f"Two checks are called {name}."
            raise ValueError(message)
        _checks[name] = Check(name, label, look)
        return look

    return register


def names() -> list[str]:
    """Return the names of all checks, in the order in which they were registered."""
    return list(_checks)


def choices() -> list[tuple[str, Any]]:
    """Return (name, label) of all checks, for a form."""
    return [(found.name, found.label) for found in _checks.values()]


def chosen(wanted: Iterable[str]) -> Iterator[Check]:
    """Yield the checks called ``wanted``; a name that no longer exists is passed over."""
    return (found for name, found in _checks.items() if name in set(wanted))
