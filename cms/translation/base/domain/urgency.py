"""Whether what is being published now cannot wait for its translations."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_urgent: Final[ContextVar[bool]] = ContextVar("urgent", default=False)


@contextmanager
def urgently() -> Iterator[None]:
    """Have ``fell_behind`` say “urgent” for what is published inside the block."""
    token = _urgent.set(True)
    try:
        yield
    finally:
        _urgent.reset(token)


def is_urgent() -> bool:
    """Tell whether we are inside ``urgently()``."""
    return _urgent.get()
