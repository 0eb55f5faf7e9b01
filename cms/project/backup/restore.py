"""Bring a copy back, whole or not at all, without undoing what was erased or withdrawn since."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction

from cms.background.outbox import delivery_hold
from cms.core import erasure_ledger
from cms.core.content_version.post_restore import leave_behind
from cms.delivery import changes

from . import archive
from .archive import Manifest
from .databases import Database, connect_to, the_database
from .errors import BackupError, failure_of
from .interruption import stop_no_more
from .staged_files import putting_files, staged_storage


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. ``old``: where the replaced database is, empty if there was none."""

    manifest: Manifest
    files: int
    replayed: int
    old: str


def restore(source: IO[bytes], *, replace: bool) -> Restored:
    """Put the archive's site in the place of this one.

    In order: the archive is unpacked and compared with its digests; a second database is filled
    beside the present one, migrated, its letters held, erasures and withdrawals since the copy
    done again, on the copy's files too; of what is left of these, files that are missing are put
    back; the two databases change places. Until then the present database is untouched, and
    whatever fails, what was made is taken away again. Raises BackupError.
    """
    database = the_database()
    had_data = not database.is_empty()
    if had_data and not replace:
        raise BackupError("The database is not empty. --replace puts the copy in its place.")
    with tempfile.TemporaryDirectory(prefix="restore-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        manifest = archive.unpack(source, folder)
        _check_vendor(manifest)
        database.drop_staging()
        with _staging_dropped(database):
            database.fill_staging(folder / archive.DATABASE)
            with staged_storage(folder / archive.FILES) as staged:
                replayed = _finish(manifest, database)
            with putting_files(staged, default_storage) as files:
                stop_no_more()
                old = database.swap()
    connect_to(database.name)
    return Restored(manifest, files, replayed, old if had_data else "")


@contextmanager
def _staging_dropped(database: Database) -> Iterator[None]:
    """If the block fails, drop the second database; raises BackupError, whatever failed."""
    try:
        yield
    except BaseException as error:
        connect_to(database.name)
        left = []
        try:
            database.drop_staging()
        except Exception:  # noqa: BLE001  Of a server that may be away; what failed first is told.
            left.append(database.staging)
        raise failure_of(error, left) from error


def _finish(manifest: Manifest, database: Database) -> int:
    """Make the second database fit for use; return how many erasures were done again."""
    connect_to(database.staging)
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        delivery_hold.hold(manifest.taken_at)
        replayed = erasure_ledger.replay(manifest.taken_at)
        leave_behind()
        changes.begin_anew()
    connect_to(database.name)
    return replayed


def _check_vendor(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupError(
            f"This copy is of {manifest.vendor}, the database here is {connection.vendor}."
        )
