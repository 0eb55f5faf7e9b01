"""Handlers by name. They stand in each application's ``tasks.py`` and are found at start-up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from cms.jobs.enums import Effect


class UnknownJobError(LookupError):
    """No handler is registered under this name."""


@dataclass(frozen=True, slots=True)
class Handler:
    """What runs under a name; ``seconds`` is the interval of periodic work, else None.

    ``is_bulk``: nobody waits for it, and there may be hundreds at once.
    """

    name: str
    function: Callable[..., None]
    effect: Effect
    seconds: int | None = None
    is_bulk: bool = False


_handlers: Final[dict[str, Handler]] = {}


def job(
    name: str, *, effect: Effect = Effect.DATABASE, is_bulk: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a handler: a function of keyword arguments that returns nothing.

    DATABASE: called inside one transaction that holds the job's row and marks it done.
    OUTSIDE: called outside any transaction, with ``job_key`` (str) besides its own arguments; the
    same job is called with the same key again when a process died between the call and the mark.
    ``is_bulk``: other jobs may overtake it. Raises ValueError when the name is taken.
    """
    return _registrar(name, effect, None, is_bulk=is_bulk)


def periodic(
    name: str, *, seconds: int, effect: Effect = Effect.DATABASE
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a handler without arguments that becomes due every ``seconds`` seconds.

    Missed times are not made up for: after a pause it runs once. Raises ValueError as ``job``.
    """
    if seconds < 1:
        raise ValueError(f"{name}: every {seconds} seconds is not possible.")
    return _registrar(name, effect, seconds)


def handler(name: str) -> Handler:
    """Return the handler of ``name``; raise UnknownJobError when there is none."""
    try:
        return _handlers[name]
    except KeyError:
        raise UnknownJobError(name) from None


def is_bulk(name: str) -> bool:
    """Return whether other jobs may overtake this one; False for a name without a handler."""
    return name in _handlers and _handlers[name].is_bulk


def periodic_handlers() -> Iterator[Handler]:
    """Return every handler of periodic work."""
    return (entry for entry in _handlers.values() if entry.seconds)


def _registrar(
    name: str, effect: Effect, seconds: int | None, *, is_bulk: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def register(function: Callable[..., None]) -> Callable[..., None]:
        known = _handlers.get(name)
        if known and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"Two handlers are called {name}.")
        _handlers[name] = Handler(name, function, effect, seconds, is_bulk)
        return function

    return register
