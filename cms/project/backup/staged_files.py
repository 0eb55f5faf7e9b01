"""Files of a copy: first in a folder that stands for the site's storage, then put into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import FileSystemStorage, Storage, default_storage

from .archive import names_in
from .errors import BackupError, failure_of


@contextmanager
def staged_storage(folder: Path) -> Iterator[Storage]:
    """Let the site's storage be a folder while the block runs.

    Whatever the block deletes or writes, it does there; the storage itself is untouched. Not for a
    process that serves requests: it is so for all threads.
    """
    own = vars(default_storage)  # What Django's lazy object keeps the storage in.
    present, staged = own["_wrapped"], FileSystemStorage(location=folder)
    own["_wrapped"] = staged
    try:
        yield staged
    finally:
        own["_wrapped"] = present


@contextmanager
def putting_files(staged: Storage, files: Storage) -> Iterator[int]:
    """Put those files into a storage that it does not have; yield how many those are.

    If one cannot be put, or the block fails, they are deleted again. Raises BackupError, which
    names those that could not be.
    """
    put: list[str] = []
    try:
        for name in names_in(staged):
            if not files.exists(name):
                put.append(name)  # Also what is put in part only is deleted.
                with staged.open(name) as source:
                    put[-1] = files.save(name, source)
                if put[-1] != name:
                    raise BackupError(f"The storage does not keep the name {name}.")
        yield len(put)
    except BaseException as error:
        raise failure_of(error, [name for name in put if not _is_deleted(name, files)]) from error


def _is_deleted(name: str, files: Storage) -> bool:
    try:
        files.delete(name)
    except NotADirectoryError:
        return True  # A file is where its folder should be.
    except Exception:  # noqa: BLE001  Each storage has errors of its own.
        return False
    return True
