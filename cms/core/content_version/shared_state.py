"""What the processes of one machine know of the version together, in a few bytes of shared memory.

Were each to know it for itself, a reader whose requests reach them in turn could see a new text
and then, for the rest of the 100 ms, the old one again.
"""

import fcntl
import mmap
import os
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

MAX_AGE: Final = 0.1  # Seconds.
_NOTE: Final = struct.Struct("=qdd")
_CHECK: Final = struct.Struct("=L")
_SIZE: Final = _NOTE.size + _CHECK.size
_TRIES: Final = 3


class Note(NamedTuple):
    """The version, when its reading began, and up to when readings are worthless.

    Times are seconds of CLOCK_MONOTONIC, which all processes of a machine share.
    """

    version: int
    read_since: float
    forgotten_at: float

    def is_fresh(self, now: float) -> bool:
        """Tell whether the version may still be relied on."""
        return self.read_since > self.forgotten_at and 0 <= now - self.read_since < MAX_AGE


NOTHING: Final = Note(0, float("-inf"), float("-inf"))


class SharedState:
    """One note, written and read by many threads and, if there is a file, by many processes.

    A check sum tells a whole note from one that is just being written, that its writer died over,
    or that was left by another boot of the machine: those count as no note.
    """

    def __init__(self, path: Path | None = None, boot: bytes = b"") -> None:
        self._salt = zlib.crc32(boot)
        self._lock = threading.Lock()
        self._file = _open(path) if path else None
        self._memory = mmap.mmap(self._file, _SIZE) if self._file is not None else bytearray(_SIZE)

    def read(self) -> Note:
        """Return the note, without waiting for anybody."""
        for _ in range(_TRIES):
            found = bytes(self._memory[:_SIZE])
            if _CHECK.unpack_from(found, _NOTE.size)[0] == self._sum(found[: _NOTE.size]):
                return Note(*_NOTE.unpack_from(found))
        return NOTHING

    def remember(self, version: int, read_since: float, now: float) -> None:
        """Note what a reading begun at ``read_since`` found; nobody who relies on it goes back."""
        with self._alone():
            known = self.read()
            if read_since <= known.forgotten_at:
                return
            if known.is_fresh(now):
                version = max(version, known.version)
                read_since = max(read_since, known.read_since)
            self.write(Note(version, read_since, known.forgotten_at))

    def forget(self, now: float) -> None:
        """Make everybody read again: what was read up to ``now`` may be old."""
        with self._alone():
            self.write(self.read()._replace(forgotten_at=now))

    def write(self, note: Note) -> None:
        """Put up ``note`` as it is."""
        packed = _NOTE.pack(*note)
        self._memory[:_SIZE] = packed + _CHECK.pack(self._sum(packed))

    def _sum(self, packed: bytes) -> int:
        return zlib.crc32(packed, self._salt)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other writers out: threads by a lock, processes by one that dies with its owner."""
        with self._lock:
            if self._file is None:
                yield
                return
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


def _open(path: Path) -> int:
    """Open the file, long enough to be mapped; what it holds stays. Return its descriptor.

    The space is reserved: writing to a mapped page that the full disk has no block for would end
    the process by SIGBUS. Raises OSError when there is no space. The file stays open as long as
    the process lives: to close it would give other writers' lock away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    os.posix_fallocate(file, 0, _SIZE)
    return file
