"""The kinds of long work, by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

Args = dict[str, int | str]
Handler = Callable[[Args, int | None], None]
Titles = Callable[[Sequence[Args]], list[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of work is done and shown.

    ``titles`` turns the arguments of items into what people call them, in the same order; ``back``
    is the name of an address to return to.
    """

    name: str
    label: str | Promise
    handle: Handler
    outside: bool
    titles: Titles | None
    back: str


_kinds: Final[dict[str, Kind]] = {}


def batch_kind(
    name: str,
    *,
    label: str | Promise,
    outside: bool = False,
    titles: Titles | None = None,
    back: str = "",
) -> Callable[[Handler], Handler]:
    """Register a handler of one item: a function of its arguments and its owner's id.

    Raises ValueError when the name is taken.
    """

    def register(handle: Handler) -> Handler:
        known = _kinds.get(name)
        if known and known.handle.__qualname__ != handle.__qualname__:
            raise ValueError(f"Two kinds of batches are called {name}.")
        _kinds[name] = Kind(name, label, handle, outside, titles, back)
        return handle

    return register


def kind(name: str) -> Kind:
    """Return the kind of this name; raise LookupError when there is none."""
    return _kinds[name]
