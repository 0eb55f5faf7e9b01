"""One tar file: the database, the files people uploaded, and last a list of all with digests."""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from django.core.files.storage import Storage
from django.utils import timezone

from .errors import BackupError

FORMAT: Final = 1
DATABASE: Final = "database"
FILES: Final = "files/"
MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. ``taken_at``: before the copy began (UTC). Digests are SHA-256."""

    vendor: str
    taken_at: datetime
    digests: dict[str, str]


def write(
    target: IO[bytes], database: Path, vendor: str, taken_at: datetime, files: Storage
) -> int:
    """Write an archive to a stream; return how many files are in it besides the database."""
    digests: dict[str, str] = {}
    with tarfile.open(fileobj=target, mode="w|") as archive:
        with database.open("rb") as source:
            _add(archive, DATABASE, source, database.stat().st_size, digests)
        for name in names_in(files):
            with files.open(name) as source:
                _add(archive, FILES + name, source, files.size(name), digests)
        manifest = {
            "format": FORMAT,
            "vendor": vendor,
            "taken_at": taken_at.isoformat(),
            "digests": digests,
        }
        _add_text(archive, MANIFEST, json.dumps(manifest))
    return len(digests) - 1


def unpack(source: IO[bytes], folder: Path) -> Manifest:
    """Unpack an archive into an empty folder and compare every digest.

    Raises BackupError when it is cut off, changed, or of another make.
    """
    try:
        with tarfile.open(fileobj=source, mode="r|*") as archive:
            archive.extractall(folder, filter="data")
        value = json.loads((folder / MANIFEST).read_text())
        if value["format"] != FORMAT:
            raise BackupError(f"This archive has format {value['format']}; {FORMAT} is known here.")
        taken_at = datetime.fromisoformat(value["taken_at"])
        manifest = Manifest(value["vendor"], taken_at, value["digests"])
    except (tarfile.TarError, OSError, KeyError, ValueError, EOFError) as error:
        raise BackupError(f"The archive is not whole: {error}") from error
    damaged = [
        name for name, digest in manifest.digests.items() if _digest(folder / name) != digest
    ]
    if damaged or DATABASE not in manifest.digests:
        raise BackupError(f"The archive is damaged: {', '.join(damaged) or DATABASE}")
    return manifest


def names_in(files: Storage, folder: str = "") -> Iterator[str]:
    """Yield the names of all files in a storage."""
    try:
        folders, names = files.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in sorted(names))
    for inner in sorted(folders):
        yield from names_in(files, prefix + inner)


class _Digesting:
    """A stream that is digested while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        found = self._source.read(size)
        self.digest.update(found)
        return found


def _add(
    archive: tarfile.TarFile, name: str, source: IO[bytes], size: int, digests: dict[str, str]
) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    member.mtime = int(timezone.now().timestamp())
    reader = _Digesting(source)
    archive.addfile(member, reader)
    digests[name] = reader.digest.hexdigest()


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    _add(archive, name, BytesIO(content), len(content), {})


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
