"""Processes of ``make dev``: one at the terminal, others started anew when their files change."""

import os
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from cms.project.launcher.paths import ROOT
from cms.project.launcher.process import SiteProcess
from cms.project.launcher.steps import say

SCAN_SECONDS: Final = 0.5
GRACE_SECONDS: Final = 3
# What installs and builds write, and what no running process reads.
_PASSED_BY: Final = frozenset({"node_modules", "__pycache__", "dist"})


class Files:
    """The files below some folders whose names end in one of ``suffixes``."""

    def __init__(self, folders: Iterable[Path], *suffixes: str) -> None:
        self._folders, self._suffixes = tuple(folders), suffixes
        self._looked_at = time.monotonic()
        self._times = self._read()

    def changed(self) -> list[Path]:
        """Return what was written, added or removed since the last look, twice a second at most."""
        if time.monotonic() - self._looked_at < SCAN_SECONDS:
            return []
        before, self._times = self._times, self._read()
        self._looked_at = time.monotonic()
        return sorted({path for path, _written in before.items() ^ self._times.items()})

    def _read(self) -> dict[Path, int]:
        return {
            path: path.stat().st_mtime_ns
            for folder in self._folders
            for inside, folders, names in os.walk(folder)
            for path in _chosen(inside, folders, names, self._suffixes)
            if path.exists()
        }


def _chosen(
    inside: str, folders: list[str], names: list[str], suffixes: tuple[str, ...]
) -> list[Path]:
    folders[:] = [name for name in folders if name not in _PASSED_BY]
    return [Path(inside, name) for name in names if name.endswith(suffixes)]


class ReloadedProcess(SiteProcess):
    """Is ended and started anew when one of its files changes; a mistake only makes it wait."""

    must_run = False

    def __init__(
        self, log: Path, argv: Sequence[str | Path], env: Mapping[str, str], files: Files
    ) -> None:
        super().__init__(log, argv, env)
        self._files = files
        self._asked_at: float | None = None
        self._has_told = False

    def tend(self) -> None:
        """Look at the files, and do the next step of a restart."""
        if changed := self._files.changed():
            say(f"{changed[0].relative_to(ROOT)} changed: {self.name} starts anew.")
            self._asked_at = time.monotonic()
            self.terminate()
        if self._asked_at is None:
            self._tell_of_its_end()
        elif self.status is not None or time.monotonic() - self._asked_at > GRACE_SECONDS:
            self.kill()
            self._asked_at, self._has_told = None, False
            self._popen = self._start()

    def _tell_of_its_end(self) -> None:
        if self.status is None or self._has_told:
            return
        self._has_told = True
        say(f"{self.name} ended (status {self.status}) and waits for a change:")
        say(self.last_lines())


class TerminalProcess(SiteProcess):
    """Reads and writes the terminal, where ``breakpoint()`` stops; Ctrl-C reaches it as well."""

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._argv, cwd=ROOT, env=self._env)
