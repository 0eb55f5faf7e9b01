"""Stamps: a file that says from which content a step was last done, so that it is not done twice.

Content and not modification time decides: a fresh clone or a changed branch touches every file.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from cms.project.launcher.paths import FRONTEND, ROOT

# Where builds and installs write, and what no build reads.
NO_SOURCES: Final = frozenset(
    {"node_modules", "dist", "dist-bench", ".astro", "tests", "e2e", "bench"}
)


def fingerprint(files: Iterable[Path], *facts: str) -> str:
    """Return a hexadecimal digest of ``files`` (names and bytes), ``facts`` and the checkout path.

    The path counts because installed scripts name their interpreter by it.
    """
    digest = hashlib.sha256("\0".join((str(ROOT), *facts)).encode())
    for file in sorted(files):
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    """Say whether ``stamp`` was written for ``value``."""
    return stamp.is_file() and stamp.read_text() == value


def write(stamp: Path, value: str) -> None:
    """Record that the step was done for ``value``."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)


def frontend_sources() -> list[Path]:
    """Return every file under ``frontend/`` that a build may read."""
    return [
        path
        for path in FRONTEND.rglob("*")
        if not NO_SOURCES.intersection(path.relative_to(FRONTEND).parts) and path.is_file()
    ]
