"""Start a browser, freeze it or its driver, close it; print the ids of the processes it had.

A process of its own: it ends with all of Playwright's.
"""

import os
import signal
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from cms.project.launcher.process import descendants_of

from .closing import close
from .conftest import launched


def freeze(what: str) -> None:
    """Stop Playwright's driver, or the browser's first process."""
    for process in descendants_of(os.getpid()):
        command = Path(f"/proc/{process}/cmdline").read_bytes()
        is_driver = b"run-driver" in command
        if is_driver if what == "driver" else not is_driver and b"--type=" not in command:
            os.kill(process, signal.SIGSTOP)


def main() -> None:
    """Freeze what the first argument names."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        context = browser.new_context()
        context.new_page()
        sys.stdout.write(" ".join(map(str, descendants_of(os.getpid()))))
        freeze(sys.argv[1])
        close(context, seconds=2)
        close(browser, seconds=2)


main()
