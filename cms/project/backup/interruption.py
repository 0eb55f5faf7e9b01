"""Being stopped: whoever copies or restores takes away what was made, and says what stands."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

# Ctrl-C, what systemd and Docker send, and what a lost connection to a server sends.
STOPS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StoppedError(KeyboardInterrupt):
    """Somebody stopped it; no handler of ordinary errors keeps it from the console."""

    def __str__(self) -> str:
        return "It was stopped."


@contextmanager
def stoppable() -> Iterator[None]:
    """Let signals that stop a process raise StoppedError in the block, once."""
    before = {number: signal.signal(number, _stop) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def stop_no_more() -> None:
    """Ignore those signals for the rest of ``stoppable``: what comes now is done to its end."""
    for number in STOPS:
        if signal.getsignal(number) is _stop:
            signal.signal(number, signal.SIG_IGN)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    stop_no_more()  # What was made is taken away in peace.
    raise StoppedError
