"""Close a browser or a window of it: one that does not close is killed.

Playwright waits for it without end, and Chromium has once not answered.
"""

import faulthandler
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Error

from cms.project.launcher.process import descendants_of

CLOSE_SECONDS: Final = 60


def close(opened: Browser | BrowserContext, seconds: float = CLOSE_SECONDS) -> None:
    """Close ``opened``; after ``seconds`` kill Playwright's driver and its browser instead.

    Whoever uses the browser afterwards gets Playwright's error that it is closed.
    """
    timer = Timer(seconds, _kill)
    timer.start()
    with suppress(Error):  # It was killed, now or before.
        opened.close()
    timer.cancel()


def _kill() -> None:
    if sys.__stderr__ is not None:
        print("The browser does not close and is killed.", file=sys.__stderr__)
        faulthandler.dump_traceback(sys.__stderr__)
    for driver in descendants_of(os.getpid()):
        if b"run-driver" in _command(driver):
            for process in [*descendants_of(driver), driver]:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)


def _command(process: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""
