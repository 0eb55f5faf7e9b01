"""Handlers by name. They stand in each application's ``tasks.py`` and are found at start-up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from cms.background.jobs.enums import Effect


class UnknownJobError(LookupError):
    """No handler is registered under this name."""


@dataclass(frozen=True, slots=True)
class Handler:
    """What runs under a name; ``seconds`` is the interval of periodic work, else None.

    ``is_bulk``: nobody waits for it, and there may be hundreds at once. ``keep_trying``: how long
    after it was added a job that fails is tried again at least, however often that is.
    """

    name: str
    function: Callable[..., None]
    effect: Effect
    seconds: int | None = None
    is_bulk: bool = False
    keep_trying: timedelta = timedelta(0)


_handlers: Final[dict[str, Handler]] = {}


def job(
    name: str,
    *,
    effect: Effect = Effect.DATABASE,
    is_bulk: bool = False,
    keep_trying: timedelta = timedelta(0),
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a handler: a function of keyword arguments that returns nothing.

    DATABASE: called inside one transaction that holds the job's row and marks it done.
    OUTSIDE: called outside any transaction, with ``job_key`` (str) besides its own arguments; the
    same job is called with the same key again when a process died between the call and the mark.
    ``is_bulk``: other jobs may overtake it. ``keep_trying``: for what depends on a server that may
    be away for days, such as mail. Raises ValueError when the name is taken.
    """
    return _register(Handler(name, _unset, effect, None, is_bulk, keep_trying))


def periodic(
    name: str, *, seconds: int, effect: Effect = Effect.DATABASE
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a handler without arguments that becomes due every ``seconds`` seconds.

    Missed times are not made up for: after a pause it runs once. Raises ValueError as ``job``.
    """
    if seconds < 1:
        raise ValueError(f"{name}: every {seconds} seconds is not possible.")
    return _register(Handler(name, _unset, effect, seconds))


def handler(name: str) -> Handler:
    """Return the handler of ``name``; raise UnknownJobError when there is none."""
    try:
        return _handlers[name]
    except KeyError:
        raise UnknownJobError(name) from None


def is_bulk(name: str) -> bool:
    """Return whether other jobs may overtake this one; False for a name without a handler."""
    return name in _handlers and _handlers[name].is_bulk


def keep_trying(name: str) -> timedelta:
    """Return how long a failing job is tried at least; zero for a name without a handler."""
    return _handlers[name].keep_trying if name in _handlers else timedelta(0)


def persistent_names() -> list[str]:
    """Return the names of jobs that are tried for days: those that hand over letters."""
    return [entry.name for entry in _handlers.values() if entry.keep_trying]


def periodic_handlers() -> Iterator[Handler]:
    """Return every handler of periodic work."""
    return (entry for entry in _handlers.values() if entry.seconds)


def _register(entry: Handler) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def register(function: Callable[..., None]) -> Callable[..., None]:
        known = _handlers.get(entry.name)
        if known and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"Two handlers are called {entry.name}.")
        _handlers[entry.name] = replace(entry, function=function)
        return function

    return register


def _unset(**_arguments: object) -> None:
    """Stand in for a handler's function until the decorator is given it."""
