"""Wait for addresses to answer, and say meanwhile which do not, why, and for how long."""

import threading
import time
from collections.abc import Iterable
from typing import Final

from cms.project.launcher.readiness import missing_parts
from cms.project.launcher.steps import say

POLL_SECONDS: Final = 0.2
REPORT_SECONDS: Final = 10


class Waiting:
    """Asks each address in a thread of its own: a stop signal waits for no answer."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._began = time.monotonic()
        self._reported = self._began
        self._is_over = threading.Event()
        # Address: why it is not ready; nothing when it is.
        self._reasons = dict.fromkeys(urls, "no answer yet")
        for url in self._reasons:
            threading.Thread(target=self._ask, args=(url,), daemon=True).start()

    @property
    def is_ready(self) -> bool:
        """Whether every address has answered 200."""
        return not any(self._reasons.values())

    @property
    def seconds(self) -> float:
        """How long it has lasted."""
        return time.monotonic() - self._began

    def end(self) -> None:
        """Ask no more."""
        self._is_over.set()

    def report(self) -> None:
        """Say every ten seconds what is not ready."""
        if time.monotonic() - self._reported >= REPORT_SECONDS:
            self._reported = time.monotonic()
            say(f"Not ready after {self.seconds:.0f} s: {self}")

    def __str__(self) -> str:
        return "; ".join(f"{url} ({why})" for url, why in self._reasons.items() if why)

    def _ask(self, url: str) -> None:
        while self._reasons[url] and not self._is_over.wait(POLL_SECONDS):
            self._reasons[url] = missing_parts(url)
