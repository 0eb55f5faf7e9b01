"""The process that reads a calendar: JSON in, JSON out. Knows no Django and reads no database.

Whatever is in a calendar, this process ends: each event has a share of the time, all of them
together have another, and the system ends what goes on beyond it. Time is the processor's, so a
busy machine reads no less than an idle one.
"""

import json
import resource
import signal
import sys
from datetime import datetime
from typing import Final

from .event_expansion import ODD, TooLongError, read

CPU_SECONDS: Final = 25
MEMORY: Final = 1024**3


def limit() -> None:
    """End this process, not its caller, when reading goes astray; stop single events before."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGVTALRM, _stop)


def _stop(_number: int, _frame: object) -> None:
    raise TooLongError


def main() -> None:
    """Answer what a calendar holds, or ``{"problem": "damaged"}``."""
    limit()
    asked = json.load(sys.stdin)
    try:
        answer = read(asked["text"], datetime.fromisoformat(asked["now"]))
    except ODD:
        answer = {"problem": "damaged"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
